import { randomStream } from '@tenbin/contracts';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { groupCopies } from './copies.ts';
import { decodeImage } from './decode.ts';

const shape: [number, number, number] = [32, 32, 3];

/** A picture of some coloured boxes that `variant` decides, as PNG of `size` pixels a side. */
async function picture(variant: number, size = 200): Promise<Buffer> {
  const random = randomStream(variant, 'boxes');
  const boxes = [0, 1, 2, 3].map(() => {
    const [red, green, blue] = [random.below(256), random.below(256), random.below(256)];
    const [x, y, width, height] = [
      random.below(70),
      random.below(70),
      20 + random.below(50),
      20 + random.below(50),
    ];
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="rgb(${red}, ${green}, ${blue})"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="${size}" height="${size}">${boxes.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

async function decoded(file: Buffer, label = 0) {
  return { file: 'x', label, pixels: await decodeImage(file, shape) };
}

test('a picture saved again, scaled or made a little brighter is a copy', async () => {
  const whole = await picture(1);
  const again = await sharp(whole).flatten({ background: 'white' }).jpeg({ quality: 70 }).toBuffer();
  const smaller = await picture(1, 120);
  const brighter = await sharp(whole)
    .flatten({ background: 'white' })
    .modulate({ brightness: 1.02 })
    .png()
    .toBuffer();
  const images = await Promise.all(
    [whole, await picture(2), again, smaller, brighter].map((file) => decoded(file)),
  );
  expect(groupCopies(images, shape)).toEqual([[0, 2, 3, 4], [1]]);
});

test('different pictures are not taken for copies', async () => {
  const files = await Promise.all(Array.from({ length: 60 }, (_, variant) => picture(variant)));
  const images = await Promise.all(files.map((file) => decoded(file)));
  expect(groupCopies(images, shape)).toHaveLength(60);
});

test('the same pixels are one group also in different classes', async () => {
  const images = [await decoded(await picture(1), 0), await decoded(await picture(1), 1)];
  expect(groupCopies(images, shape)).toEqual([[0, 1]]);
});

test('flat pictures of different brightness are no copies', () => {
  const images = [0, 40, 80, 120].map((value) => ({
    file: 'x',
    label: 0,
    pixels: new Uint8Array(32 * 32 * 3).fill(value),
  }));
  expect(groupCopies(images, shape)).toHaveLength(4);
});
