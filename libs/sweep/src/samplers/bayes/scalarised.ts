import type { RandomStream } from '@tenbin/contracts';

/**
 * One loss for each trial. Several objectives are put together by ParEGO's augmented Chebyshev sum (Knowles 2006) with
 * weights by chance, so that one question after the other looks for another part of the front. A trial without objectives
 * is as bad as the worst one.
 * @param losses for each trial its objectives, less is better
 */
export function scalarised(losses: readonly (readonly number[] | null)[], random: RandomStream): number[] {
  const known = losses.filter((each) => each !== null);
  const [first = []] = known;
  const single = first.length <= 1;
  const drawn = first.map(() => -Math.log(1 - random.next()));
  const total = drawn.reduce((sum, each) => sum + each, 0);
  const scales = first.map((_, objective) => {
    const values = known.map((each) => each[objective] ?? 0);
    const least = Math.min(...values);
    return { least, range: Math.max(...values) - least || 1, weight: (drawn[objective] ?? 0) / (total || 1) };
  });
  const together = losses.map((each) => {
    if (each === null) return null;
    if (single) return each[0] ?? 0;
    const parts = scales.map(({ least, range, weight }, at) => (weight * ((each[at] ?? 0) - least)) / range);
    return Math.max(...parts) + 0.05 * parts.reduce((sum, part) => sum + part, 0);
  });
  const worst = Math.max(...together.filter((each) => each !== null));
  return together.map((each) => each ?? worst);
}
