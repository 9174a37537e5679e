import type { Change } from './change.ts';

/**
 * Changes the colours of the image that begins at byte `at`. `image` is clamped, so that each result is rounded and
 * kept in 0–255 as it is written.
 */
export function recolour(image: Uint8ClampedArray, at: number, change: Change): void {
  const { shape, gain, lift, saturation, noise } = change;
  const end = at + shape[0] * shape[1] * shape[2];
  if (saturation !== 1) resaturate(image, { at, end, change });
  else if (gain !== 1 || lift !== 0 || noise > 0) relight(image, { at, end, change });
}

interface Place {
  at: number;
  end: number;
  change: Change;
}

/** Each byte by itself. */
function relight(image: Uint8ClampedArray, { at, end, change }: Place): void {
  const { gain, lift } = change;
  const noise = change.noise / deviation;
  let bits = change.noiseSeed | 1;
  for (let byte = at; byte < end; byte += 1) {
    let value = gain * (image[byte] ?? 0) + lift;
    if (noise > 0) {
      bits = nextBits(bits);
      value += noise * bell(bits);
    }
    image[byte] = value;
  }
}

/** Red, green and blue together: all three come nearer to their grey, or go away from it (weights of ITU-R BT.601). */
function resaturate(image: Uint8ClampedArray, { at, end, change }: Place): void {
  const { gain, lift, saturation } = change;
  const own = gain * saturation;
  const shared = gain * (1 - saturation);
  const noise = change.noise / deviation;
  let bits = change.noiseSeed | 1;
  for (let pixel = at; pixel < end; pixel += 3) {
    const red = image[pixel] ?? 0;
    const green = image[pixel + 1] ?? 0;
    const blue = image[pixel + 2] ?? 0;
    const base = shared * (0.299 * red + 0.587 * green + 0.114 * blue) + lift;
    if (noise === 0) {
      image[pixel] = own * red + base;
      image[pixel + 1] = own * green + base;
      image[pixel + 2] = own * blue + base;
      continue;
    }
    bits = nextBits(bits);
    image[pixel] = own * red + base + noise * bell(bits);
    bits = nextBits(bits);
    image[pixel + 1] = own * green + base + noise * bell(bits);
    bits = nextBits(bits);
    image[pixel + 2] = own * blue + base + noise * bell(bits);
  }
}

/** xorshift32 (Marsaglia 2003): a stream of 32 bits that costs less than the pixel it changes. */
function nextBits(bits: number): number {
  let next = bits ^ (bits << 13);
  next ^= next >>> 17;
  return next ^ (next << 5);
}

/**
 * A number about 0 that is close to normal: the sum of four independent bytes, within 3.45 standard deviations. The
 * normal distribution itself would need a logarithm and a cosine for each byte of the image.
 */
function bell(bits: number): number {
  return (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24) - 510;
}

/** Standard deviation of `bell`. */
const deviation = Math.sqrt((4 * (256 ** 2 - 1)) / 12);
