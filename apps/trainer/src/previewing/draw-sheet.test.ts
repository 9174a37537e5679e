import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawSheet } from './draw-sheet.ts';

/** A picture of one colour, 32 pixels a side. */
function flat(...colour: [number, number, number]): Uint8Array {
  return Uint8Array.from({ length: 32 * 32 * 3 }, (_, at) => colour[at % 3] ?? 0);
}

test('pictures stand in rows, three times as large, the first column apart', async () => {
  const rows = [
    [flat(255, 0, 0), flat(0, 255, 0), flat(0, 0, 255)],
    [flat(9, 9, 9), flat(1, 2, 3), flat(4, 5, 6)],
  ];
  const { data, info } = await sharp(await drawSheet(rows, [32, 32, 3]))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const width = 4 + 96 + 16 + 96 + 4 + 96 + 4;
  expect(info).toMatchObject({ width, height: 4 + 96 + 4 + 96 + 4, channels: 3 });
  const at = (x: number, y: number) => [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
  expect(at(4, 4)).toEqual([255, 0, 0]);
  expect([at(99, 99), at(100, 99), at(115, 99)]).toEqual([
    [255, 0, 0],
    [255, 255, 255],
    [255, 255, 255],
  ]);
  expect([at(116, 50), at(216, 50)]).toEqual([
    [0, 255, 0],
    [0, 0, 255],
  ]);
  expect([at(4, 104), at(311, 199)]).toEqual([
    [9, 9, 9],
    [4, 5, 6],
  ]);
});

test('large pictures are drawn as large as they are', async () => {
  const { width, height } = await sharp(
    await drawSheet([[new Uint8Array(200 * 100)]], [200, 100, 1]),
  ).metadata();
  expect([width, height]).toEqual([4 + 100 + 16, 4 + 200 + 4]);
});
