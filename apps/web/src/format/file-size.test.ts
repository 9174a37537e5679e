import { expect, it } from 'vitest';
import { fileSize } from './file-size.ts';

it('says a size in the unit that keeps it short', () => {
  expect([0, 512, 999, 1000, 1536, 20_000, 5 * 2 ** 30, 2 ** 50].map(fileSize)).toEqual([
    '0 B',
    '512 B',
    '999 B',
    '1 KiB',
    '1.5 KiB',
    '20 KiB',
    '5 GiB',
    '1024 TiB',
  ]);
});
