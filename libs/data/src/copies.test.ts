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

async function copiesOf(files: Buffer[], labels = files.map(() => 0)) {
  const images = await Promise.all(files.map((file) => decodeImage(file, shape)));
  return groupCopies({ pixels: Buffer.concat(images.map(({ pixels }) => pixels)), labels, shape });
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
  expect(await copiesOf([whole, await picture(2), again, smaller, brighter])).toEqual({
    copies: [[0, 2, 3, 4]],
    exact: [],
  });
});

test('different pictures are not taken for copies', async () => {
  const files = await Promise.all(Array.from({ length: 60 }, (_, variant) => picture(variant)));
  expect(await copiesOf(files)).toEqual({ copies: [], exact: [] });
});

test('the same pixels are one group also in different classes', async () => {
  const files = [await picture(1), await picture(1)];
  expect(await copiesOf(files, [0, 1])).toEqual({ copies: [[0, 1]], exact: [[0, 1]] });
});

test('flat pictures of different brightness are no copies', () => {
  const pixels = Buffer.concat([0, 40, 80, 120].map((value) => Buffer.alloc(32 * 32 * 3, value)));
  expect(groupCopies({ pixels, labels: [0, 0, 0, 0], shape })).toEqual({ copies: [], exact: [] });
});

test('thin strokes on black are no copies for the little that they cover', () => {
  const stroke = (column: number) => {
    const pixels = Buffer.alloc(32 * 32 * 3);
    for (let row = 8; row < 22; row += 1)
      pixels.fill(255, (row * 32 + column) * 3, (row * 32 + column + 1) * 3);
    return pixels;
  };
  const pixels = Buffer.concat([stroke(13), stroke(12), stroke(13)]);
  // Both have the same hash, and differ by 7 of 255 in the mean.
  expect(groupCopies({ pixels, labels: [0, 0, 0], shape })).toEqual({ copies: [[0, 2]], exact: [[0, 2]] });
});
