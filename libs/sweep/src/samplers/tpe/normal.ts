import type { RandomStream } from '@tenbin/contracts';

/** The share of the standard normal distribution below `x`, to 1e-7 (Abramowitz & Stegun 1964, 7.1.26). */
export function normalBelow(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x / Math.SQRT2));
  const powers = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];
  const above = 0.5 * t * powers.reduceRight((sum, factor) => sum * t + factor, 0) * Math.exp((-x * x) / 2);
  return x < 0 ? above : 1 - above;
}

/** Out of the standard normal distribution (Box & Muller 1958). */
export function normalDraw(random: RandomStream): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
