import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { madePages } from './pages.ts';

test.each(await madePages())('$path says what the code says', async ({ path, text }) => {
  expect(await readFile(path, 'utf8'), 'run `node tools/docs/write.ts`').toBe(text);
});
