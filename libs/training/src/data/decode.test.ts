import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodeImage } from './decode.ts';

const red = { r: 255, g: 0, b: 0 };
const blank = (
  width: number,
  height: number,
  background: { r: number; g: number; b: number; alpha?: number } = red,
) => sharp({ create: { width, height, channels: 4, background } });

/** `[height, width, 3]` as rows of colours, rounded to what JPEG keeps. */
function coloursOf(pixels: Uint8Array): string[] {
  const name = (at: number) =>
    Array.from(pixels.slice(at * 3, at * 3 + 3), (value) =>
      value > 200 ? 'F' : value > 50 ? '8' : '0',
    ).join('');
  return Array.from({ length: pixels.length / 3 }, (_, at) => name(at));
}

/** Left half red, right half blue. */
function halves(width: number, height: number) {
  const blue = {
    create: { width: width / 2, height, channels: 3 as const, background: { r: 0, g: 0, b: 255 } },
  };
  return sharp({ create: { width, height, channels: 3, background: red } }).composite([
    { input: blue, left: width / 2, top: 0 },
  ]);
}

test.each(['jpeg', 'png', 'webp'] as const)('%s of any size is brought to the shape', async (format) => {
  const file = await blank(300, 200).toFormat(format).toBuffer();
  const pixels = await decodeImage(file, [4, 4, 3]);
  expect(pixels).toHaveLength(48);
  expect(new Set(coloursOf(pixels))).toEqual(new Set(['F00']));
});

test('small images are enlarged', async () => {
  const pixels = await decodeImage(await blank(2, 2).png().toBuffer(), [8, 8, 3]);
  expect(coloursOf(pixels)).toEqual(Array(64).fill('F00'));
});

test('proportions are kept and what sticks out on both sides is cut off', async () => {
  // The middle 2 × 2 of 4 × 2: no border is added, and left and right lose as much.
  const pixels = await decodeImage(await halves(400, 200).png().toBuffer(), [2, 2, 3]);
  expect(coloursOf(pixels)).toEqual(['F00', '00F', 'F00', '00F']);
});

test('an image is turned as its EXIF orientation says', async () => {
  const file = await halves(200, 200).jpeg().withMetadata({ orientation: 3 }).toBuffer();
  expect(coloursOf(await decodeImage(file, [2, 2, 3]))).toEqual(['00F', 'F00', '00F', 'F00']);
});

test('what is transparent becomes white', async () => {
  const file = await blank(4, 4, { ...red, alpha: 0 })
    .png()
    .toBuffer();
  expect(new Set(coloursOf(await decodeImage(file, [2, 2, 3])))).toEqual(new Set(['FFF']));
});

test('a grey image has three equal channels, and a colour image can be made grey', async () => {
  const grey = await blank(4, 4, { r: 120, g: 120, b: 120 }).toColourspace('b-w').png().toBuffer();
  expect(Array.from(await decodeImage(grey, [1, 1, 3]))).toEqual([120, 120, 120]);
  expect(await decodeImage(await blank(4, 4).png().toBuffer(), [1, 1, 1])).toHaveLength(1);
});

test('16 bits a channel and CMYK come out as 8 bits of sRGB', async () => {
  const deep = await blank(4, 4).toColourspace('rgb16').png().toBuffer();
  expect(coloursOf(await decodeImage(deep, [1, 1, 3]))).toEqual(['F00']);
  const print = await blank(4, 4).toColourspace('cmyk').jpeg().toBuffer();
  expect(await decodeImage(print, [1, 1, 3])).toHaveLength(3);
});

test('what is cut, fake, empty or no photograph is refused', async () => {
  const noise = {
    create: {
      width: 90,
      height: 90,
      channels: 3 as const,
      background: red,
      noise: { type: 'gaussian' as const, mean: 99, sigma: 40 },
    },
  };
  const whole = await sharp(noise).jpeg().toBuffer();
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  await expect(decodeImage(whole.subarray(0, whole.length / 2), [4, 4, 3])).rejects.toThrow(
    /premature end|truncated/i,
  );
  await expect(decodeImage(Buffer.from('not an image'), [4, 4, 3])).rejects.toThrow(
    'unsupported image format',
  );
  await expect(decodeImage(Buffer.alloc(0), [4, 4, 3])).rejects.toThrow('empty');
  await expect(decodeImage(svg, [4, 4, 3])).rejects.toThrow('svg is not read');
});
