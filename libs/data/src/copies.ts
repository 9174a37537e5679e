import { createHash } from 'node:crypto';
import type { DecodedSet } from './dataset.ts';
import { deviationOf } from './measures.ts';
import { DisjointSets } from './splitting/disjoint-sets.ts';

/** Mean difference a byte, of 255, up to which two pictures with like hashes are one picture saved twice. */
const sameBelow = 8;
/**
 * Root mean square difference up to which they are, as a share of the picture's own deviation: two thin strokes on
 * black differ little in the mean, and are two pictures all the same. Saved again as JPEG, scaled to 0.7, or brighter
 * by 5 %, a picture is at 0.02 to 0.17. At 0.35 two thirds of MNIST's ones hang together as copies; at 0.2 a few in a
 * thousand of its digits do.
 */
const alikeBelow = 0.2;
/** Bits that may differ between the hashes of near copies. */
const nearBits = 2;
/** A hash band that half a data set has (a white margin) says nothing: only its newest pictures are looked at. */
const newestOfBand = 200;

/** 64 bits in two halves. */
interface Hash {
  high: number;
  low: number;
}

/**
 * Images that are copies of each other, as lists of indices, two at least. Exact copies have the same pixels. Near
 * copies (saved again, scaled, slightly brighter) have difference hashes (a bit for each of 8 × 8 neighbouring cells:
 * is the right one brighter; N. Krawetz, 2013) at most two bits apart, and pixels that differ by 3 % in the mean and by
 * a fifth of the picture's deviation. Near copies are looked for inside a class only; `copies` has both kinds, `exact`
 * the exact ones.
 */
export function groupCopies({ pixels, labels, shape }: Pick<DecodedSet, 'pixels' | 'labels' | 'shape'>): {
  copies: number[][];
  exact: number[][];
} {
  const size = shape[0] * shape[1] * shape[2];
  const imageAt = (at: number) => pixels.subarray(at * size, (at + 1) * size);
  const [copies, exact] = [new DisjointSets(labels.length), new DisjointSets(labels.length)];
  const firsts = new Map<string, number>();
  const bands = new Map<string, number[]>();
  const hashes: Hash[] = [];
  labels.forEach((label, at) => {
    const digest = createHash('sha256').update(imageAt(at)).digest('base64');
    const twin = firsts.get(digest);
    if (twin === undefined) firsts.set(digest, at);
    else {
      exact.join(twin, at);
      copies.join(twin, at);
    }
    const hash = differenceHash(imageAt(at), shape);
    hashes.push(hash);
    for (const [band, bits] of bandsOf(hash).entries()) {
      const key = `${label}/${band}/${bits}`;
      const others = bands.get(key) ?? [];
      if (twin === undefined) {
        for (const other of others.slice(-newestOfBand)) {
          const otherHash = hashes[other];
          if (otherHash === undefined || bitsApart(hash, otherHash) > nearBits) continue;
          if (isSame(imageAt(at), imageAt(other))) copies.join(other, at);
        }
      }
      others.push(at);
      bands.set(key, others);
    }
  });
  const several = (sets: DisjointSets) => sets.groups().filter((group) => group.length > 1);
  return { copies: several(copies), exact: several(exact) };
}

/** Three parts of 21, 22 and 21 bits: hashes that differ in two bits agree in one part at least. */
function bandsOf({ high, low }: Hash): [number, number, number] {
  return [high >>> 11, ((high & 0x7ff) << 11) | (low >>> 21), low & 0x1fffff];
}

/** Row by row of a 9 × 8 reduction, whether the cell to the right is brighter; the first bit is the highest. */
function differenceHash(pixels: Uint8Array, shape: [number, number, number]): Hash {
  const cells = reduce(pixels, shape);
  const halves = [0, 0];
  for (let row = 0; row < 8; row += 1) {
    const half = row < 4 ? 0 : 1;
    for (let column = 0; column < 8; column += 1) {
      const at = row * 9 + column;
      halves[half] = ((halves[half] ?? 0) << 1) | Number((cells[at + 1] ?? 0) > (cells[at] ?? 0));
    }
  }
  const [high = 0, low = 0] = halves;
  return { high, low };
}

/** `[8, 9]` mean brightness, each cell over its part of the picture. */
function reduce(pixels: Uint8Array, [height, width, channels]: [number, number, number]): Float64Array {
  const [sums, counts] = [new Float64Array(72), new Float64Array(72)];
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * 8) / height) * 9;
    for (let x = 0; x < width; x += 1) {
      const cell = row + Math.floor((x * 9) / width);
      const from = (y * width + x) * channels;
      for (let at = from; at < from + channels; at += 1) sums[cell] = (sums[cell] ?? 0) + (pixels[at] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + channels;
    }
  }
  return sums.map((sum, cell) => sum / Math.max(1, counts[cell] ?? 0));
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  let [sum, squares] = [0, 0];
  for (let at = 0; at < left.length; at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    sum += Math.abs(difference);
    squares += difference * difference;
  }
  if (sum > sameBelow * left.length) return false;
  const deviation = Math.max(deviationOf(left), deviationOf(right));
  return Math.sqrt(squares / left.length) <= alikeBelow * deviation;
}

function bitsApart(left: Hash, right: Hash): number {
  return bitCount(left.high ^ right.high) + bitCount(left.low ^ right.low);
}

/** Bits that are set among 32, counted in parallel (Hacker's Delight, 5–1). */
function bitCount(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  count = (count + (count >>> 4)) & 0x0f0f0f0f;
  return Math.imul(count, 0x01010101) >>> 24;
}
