// Writes the pages of docs/ that are made from the tables of the code.
import { writeFile } from 'node:fs/promises';
import { madePages } from './pages.ts';

for (const { path, text } of await madePages()) await writeFile(path, text);
