import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodeImage, nativeSide } from './decode.ts';

const red = { r: 255, g: 0, b: 0 };
const blank = (
  width: number,
  height: number,
  background: { r: number; g: number; b: number; alpha?: number } = red,
) => sharp({ create: { width, height, channels: 4, background } });

async function pixelsOf(...given: Parameters<typeof decodeImage>): Promise<Uint8Array> {
  return (await decodeImage(...given)).pixels;
}

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
  const pixels = await pixelsOf(file, [4, 4, 3]);
  expect(pixels).toHaveLength(48);
  expect(new Set(coloursOf(pixels))).toEqual(new Set(['F00']));
});

test('small images are enlarged', async () => {
  const pixels = await pixelsOf(await blank(2, 2).png().toBuffer(), [8, 8, 3]);
  expect(coloursOf(pixels)).toEqual(Array(64).fill('F00'));
});

test('proportions are kept and what sticks out on both sides is cut off', async () => {
  // The middle 2 × 2 of 4 × 2: no border is added, and left and right lose as much.
  const pixels = await pixelsOf(await halves(400, 200).png().toBuffer(), [2, 2, 3]);
  expect(coloursOf(pixels)).toEqual(['F00', '00F', 'F00', '00F']);
});

test('an image is turned as its EXIF orientation says', async () => {
  const file = await halves(200, 200).jpeg().withMetadata({ orientation: 3 }).toBuffer();
  expect(coloursOf(await pixelsOf(file, [2, 2, 3]))).toEqual(['00F', 'F00', '00F', 'F00']);
});

test('what is transparent becomes white', async () => {
  const file = await blank(4, 4, { ...red, alpha: 0 })
    .png()
    .toBuffer();
  expect(new Set(coloursOf(await pixelsOf(file, [2, 2, 3])))).toEqual(new Set(['FFF']));
});

test('a grey image has three equal channels, and a colour image can be made grey', async () => {
  const grey = await blank(4, 4, { r: 120, g: 120, b: 120 }).toColourspace('b-w').png().toBuffer();
  expect(Array.from(await pixelsOf(grey, [1, 1, 3]))).toEqual([120, 120, 120]);
  expect(await pixelsOf(await blank(4, 4).png().toBuffer(), [1, 1, 1])).toHaveLength(1);
});

test('16 bits a channel and CMYK come out as 8 bits of sRGB', async () => {
  const deep = await blank(4, 4).toColourspace('rgb16').png().toBuffer();
  expect(coloursOf(await pixelsOf(deep, [1, 1, 3]))).toEqual(['F00']);
  const print = await blank(4, 4).toColourspace('cmyk').jpeg().toBuffer();
  expect(await pixelsOf(print, [1, 1, 3])).toHaveLength(3);
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
  await expect(pixelsOf(whole.subarray(0, whole.length / 2), [4, 4, 3])).rejects.toThrow(
    /premature end|truncated/i,
  );
  await expect(pixelsOf(Buffer.from('not an image'), [4, 4, 3])).rejects.toThrow('unsupported image format');
  await expect(pixelsOf(Buffer.alloc(0), [4, 4, 3])).rejects.toThrow('empty');
  await expect(pixelsOf(svg, [4, 4, 3])).rejects.toThrow('svg is not read');
});

test('the smaller side of the image as it was comes with its pixels', async () => {
  const file = await blank(300, 200).png().toBuffer();
  expect((await decodeImage(file, [4, 4, 3])).side).toBe(200);
  expect(await nativeSide(file)).toBe(200);
  expect(await nativeSide({ pixels: new Uint8Array(6), shape: [2, 3, 1] })).toBe(2);
});

test.each([1, 3])(
  'pixels of an array with %i channels become what a file of them becomes',
  async (channels) => {
    const raw = { width: 6, height: 6, channels: channels === 1 ? (1 as const) : (3 as const) };
    const pixels = Uint8Array.from({ length: 36 * channels }, (_, at) => (at * 37) % 256);
    const file = await sharp(pixels, { raw }).png().toBuffer();
    for (const side of [3, 6, 9]) {
      const asked: [number, number, number] = [side, side, 3];
      const content = { pixels, shape: [6, 6, channels] as [number, number, number] };
      expect(await pixelsOf(content, asked)).toEqual(await pixelsOf(file, asked));
    }
  },
);
