import { regularisedBeta, logGamma } from './beta.ts';

/** Probability of Student's t with `df` degrees of freedom (> 0) lying further from 0 than `t`, on either side. */
export function studentTail(t: number, df: number): number {
  return regularisedBeta(df / (df + t * t), df / 2, 0.5);
}

/** The t below which Student's distribution with `df` degrees of freedom has the share `p` (0 < p < 1) of its mass. */
export function studentQuantile(p: number, df: number): number {
  if (p < 0.5) return -studentQuantile(1 - p, df);
  const wanted = 2 * (1 - p);
  const logScale = logGamma((df + 1) / 2) - logGamma(df / 2) - Math.log(df * Math.PI) / 2;
  let t = 0;
  // Above 0 the distribution is concave, so Newton's steps come from below and never pass the root.
  for (let step = 0; step < 200; step += 1) {
    const density = Math.exp(logScale - ((df + 1) / 2) * Math.log1p((t * t) / df));
    const change = (studentTail(t, df) - wanted) / (2 * density);
    t += change;
    if (!(Math.abs(change) > 1e-13 * t)) break;
  }
  return t;
}
