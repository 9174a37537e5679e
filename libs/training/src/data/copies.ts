import { createHash } from 'node:crypto';
import type { DecodedImage } from './dataset.ts';

/** Mean difference a byte, of 255, up to which two pictures with like hashes are one picture saved twice. */
const sameBelow = 8;
/** Bits that may differ between the hashes of near copies. */
const nearBits = 2;
/** A hash band that half a data set has (a white margin) says nothing: only its newest pictures are looked at. */
const newestOfBand = 200;

/**
 * Groups of images that are copies of each other, as lists of indices; an image without a copy is a group of one.
 * Exact copies have the same pixels. Near copies (saved again, scaled, slightly brighter) have difference hashes (a
 * bit for each of 8 × 8 neighbouring cells: is the right one brighter; N. Krawetz, 2013) at most two bits apart and
 * pixels that differ by 3 % in the mean. Near copies are looked for inside a class only.
 */
export function groupCopies(
  images: DecodedImage[],
  [height, width, channels]: [number, number, number],
): number[][] {
  const leaders = images.map((_, at) => at);
  const leaderOf = (at: number): number => {
    const leader = leaders[at] ?? at;
    if (leader === at) return at;
    const top = leaderOf(leader);
    leaders[at] = top;
    return top;
  };
  const join = (left: number, right: number) => {
    leaders[leaderOf(Math.max(left, right))] = leaderOf(Math.min(left, right));
  };
  const exact = new Map<string, number>();
  const bands = new Map<string, number[]>();
  const hashes: bigint[] = [];
  images.forEach((image, at) => {
    const digest = createHash('sha256').update(image.pixels).digest('base64');
    const twin = exact.get(digest);
    if (twin === undefined) exact.set(digest, at);
    else join(twin, at);
    const hash = differenceHash(image.pixels, [height, width, channels]);
    hashes.push(hash);
    // Three bands: hashes that differ in two bits agree in one band at least.
    for (const [band, bits] of [hash >> 43n, (hash >> 21n) & 0x3fffffn, hash & 0x1fffffn].entries()) {
      const key = `${image.label}/${band}/${bits}`;
      const others = bands.get(key) ?? [];
      for (const other of others.slice(-newestOfBand)) {
        const otherImage = images[other];
        if (twin !== undefined || otherImage === undefined) continue;
        if (bitCount(hash ^ (hashes[other] ?? 0n)) > nearBits) continue;
        if (meanDifference(image.pixels, otherImage.pixels) <= sameBelow) join(other, at);
      }
      others.push(at);
      bands.set(key, others);
    }
  });
  const groups = Map.groupBy(images.keys(), leaderOf);
  return [...groups.values()];
}

/** 64 bits: row by row of a 9 × 8 reduction, whether the cell to the right is brighter. */
function differenceHash(pixels: Uint8Array, shape: [number, number, number]): bigint {
  const cells = reduce(pixels, shape);
  let hash = 0n;
  for (let row = 0; row < 8; row += 1) {
    for (let column = 0; column < 8; column += 1) {
      const [left = 0, right = 0] = cells.subarray(row * 9 + column, row * 9 + column + 2);
      hash = (hash << 1n) | BigInt(right > left);
    }
  }
  return hash;
}

/** `[8, 9]` mean brightness, each cell over its part of the picture. */
function reduce(pixels: Uint8Array, [height, width, channels]: [number, number, number]): Float64Array {
  const [sums, counts] = [new Float64Array(72), new Float64Array(72)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const cell = Math.floor((y * 8) / height) * 9 + Math.floor((x * 9) / width);
      const from = (y * width + x) * channels;
      for (let at = from; at < from + channels; at += 1) sums[cell] = (sums[cell] ?? 0) + (pixels[at] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + channels;
    }
  }
  return sums.map((sum, cell) => sum / Math.max(1, counts[cell] ?? 0));
}

function meanDifference(left: Uint8Array, right: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at += 1) sum += Math.abs((left[at] ?? 0) - (right[at] ?? 0));
  return sum / left.length;
}

function bitCount(bits: bigint): number {
  let [left, count] = [bits, 0];
  for (; left > 0n; left &= left - 1n) count += 1;
  return count;
}
