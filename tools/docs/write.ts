// Writes the pages of docs/ that are made from the tables of the code.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parametersPage } from './parameters.ts';

const page = join(import.meta.dirname, '../../docs/parameters.md');
await writeFile(page, await format(parametersPage(), { ...(await resolveConfig(page)), filepath: page }));
