import { seedFor } from '@tenbin/contracts';
import { bits, directions } from './direction-numbers.ts';

/** Dimensions that have direction numbers. */
export const sobolDimensions = directions.length;

/**
 * Coordinate of the Sobol point number `index` (from 0, in the order of Gray's code) in a dimension below
 * `sobolDimensions`, in units of 2⁻³². The first 2ᵐ points fall one into each of 2ᵐ equal parts of the dimension.
 */
export function sobolDigits(index: number, dimension: number): number {
  const numbers = directions[dimension];
  if (numbers === undefined) throw new RangeError(`Sobol's sequence has no dimension ${dimension} here`);
  let digits = 0;
  for (let rest = index ^ (index >>> 1), k = 0; rest !== 0; rest >>>= 1, k += 1) {
    if (rest & 1) digits ^= numbers[k] ?? 0;
  }
  return digits >>> 0;
}

/**
 * The same coordinate after Owen's nested uniform scramble, from 0 to below 1: each digit is turned by a coin that hangs
 * on all digits before it, which keeps the even spread and makes every point uniform over the seeds.
 * Owen 1995, "Randomly permuted (t, m, s)-nets and (t, s)-sequences".
 */
export function scrambledSobol(index: number, dimension: number, seed: number): number {
  const digits = sobolDigits(index, dimension);
  const key = seedFor(seed, `sobol/${dimension}`);
  let scrambled = digits;
  for (let k = 0; k < bits; k += 1) {
    // The digits before this one, after a 1 that tells their number.
    const before = k === 0 ? 1 : (digits >>> (bits - k)) | (1 << k);
    scrambled ^= (mixed(before ^ Math.imul(key, k + 1)) & 1) << (bits - 1 - k);
  }
  return (scrambled >>> 0) / 2 ** bits;
}

/** A number whose every bit hangs on every bit of `value`: the finalizer of MurmurHash3 (Appleby). */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
