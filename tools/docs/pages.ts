import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parametersPage } from './parameters.ts';
import { sweepSchema } from './sweep-schema.ts';

const folder = join(import.meta.dirname, '../../docs');

/** The files of docs/ that are made from the tables of the code. */
const makers: Record<string, () => string> = {
  'parameters.md': parametersPage,
  'sweep.schema.json': sweepSchema,
};

/** Each of them, as it is to be. */
export async function madePages(): Promise<{ path: string; text: string }[]> {
  return Promise.all(
    Object.entries(makers).map(async ([name, make]) => {
      const path = join(folder, name);
      const text = await format(make(), { ...(await resolveConfig(path)), filepath: path });
      return { path, text };
    }),
  );
}
