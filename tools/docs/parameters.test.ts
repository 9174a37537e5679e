import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { parametersPage } from './parameters.ts';

test('docs/parameters.md says what the table of parameters says', async () => {
  const page = join(import.meta.dirname, '../../docs/parameters.md');
  const made = await format(parametersPage(), { ...(await resolveConfig(page)), filepath: page });
  expect(await readFile(page, 'utf8'), 'run `node tools/docs/write.ts`').toBe(made);
});
