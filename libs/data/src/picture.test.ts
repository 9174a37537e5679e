import sharp from 'sharp';
import { expect, test } from 'vitest';
import { pictureOf } from './picture.ts';

async function read(url: string) {
  const png = Buffer.from(url.replace('data:image/png;base64,', ''), 'base64');
  return sharp(png).raw().toBuffer({ resolveWithObject: true });
}

test('a small image comes back pixel for pixel', async () => {
  const pixels = Uint8Array.from({ length: 2 * 3 * 3 }, (_, at) => at * 10);
  const { data, info } = await read(await pictureOf(pixels, [2, 3, 3]));
  expect(info).toMatchObject({ width: 3, height: 2, channels: 3 });
  expect([...data]).toEqual([...pixels]);
});

test('a large one is brought to 96 pixels, its proportions kept', async () => {
  const { info } = await read(await pictureOf(new Uint8Array(200 * 100), [200, 100, 1]));
  expect([info.width, info.height]).toEqual([48, 96]);
});
