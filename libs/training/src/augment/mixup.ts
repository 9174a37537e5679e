import type { RandomStream } from '@tenbin/contracts';
import type { Batch } from '../step/train-step.ts';
import type { BatchAugmentation } from './augmentation.ts';

/**
 * Blends each image of a batch, and its target, with another of the batch: λ of itself, 1 − λ of the other, λ from
 * Beta(α, α). Zhang et al. 2017, arXiv 1710.09412, section 2; one λ a batch and pairs within it, as in the authors'
 * code.
 */
export const mixup: BatchAugmentation = {
  of: 'batch',
  summary: 'blended with another image of the batch',
};

/**
 * The share of itself that each image of a batch keeps, in whole 256ths so that bytes and targets are blended by
 * exactly the same number.
 */
export function keptShare(alpha: number, random: RandomStream): number {
  const [own, other] = [logOfGamma(alpha, random), logOfGamma(alpha, random)];
  return Math.round(256 / (1 + Math.exp(other - own))) / 256;
}

/**
 * The place in a batch of `count` that the image at `place` is blended with. The order of a batch is random, so the
 * batch back to front is as good as any other permutation; and as each is the other's partner, it needs no copy.
 */
export function partnerOf(place: number, count: number): number {
  return count - 1 - place;
}

/** Blends the batch in place. */
export function blend({ images, targets }: Batch, count: number, kept: number): void {
  if (kept === 1 || count === 0) return;
  const [own, other] = [kept * 256, 256 - kept * 256];
  const [size, classes] = [images.length / count, targets.length / count];
  for (let place = 0; place < count >> 1; place += 1) {
    const partner = partnerOf(place, count);
    const [from, to] = [place * size, partner * size];
    for (let byte = 0; byte < size; byte += 1) {
      const first = images[from + byte] ?? 0;
      const second = images[to + byte] ?? 0;
      images[from + byte] = (own * first + other * second + 128) >> 8;
      images[to + byte] = (own * second + other * first + 128) >> 8;
    }
    const [row, partnerRow] = [place * classes, partner * classes];
    for (let label = 0; label < classes; label += 1) {
      const [first, second] = [targets[row + label] ?? 0, targets[partnerRow + label] ?? 0];
      targets[row + label] = kept * first + (1 - kept) * second;
      targets[partnerRow + label] = kept * second + (1 - kept) * first;
    }
  }
}

/**
 * Logarithm of a number from Gamma(`shape`, 1): Marsaglia and Tsang 2000, with their step for shapes below 1. The
 * logarithm, because for a small α the number itself is too small for a float.
 */
function logOfGamma(shape: number, random: RandomStream): number {
  const d = shape + 1 - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  const boost = Math.log(1 - random.next()) / shape;
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    const u = 1 - random.next();
    if (v > 0 && Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return Math.log(d * v) + boost;
  }
}

/** Box and Muller 1958. */
function normal(random: RandomStream): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
