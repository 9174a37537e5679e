/** The z below which the standard normal distribution has the share `p` (0 < p < 1) of its mass. */
export function normalQuantile(p: number): number {
  if (p < 0.5) return -normalQuantile(1 - p);
  let z = 0;
  // Above 0 the distribution is concave, so Newton's steps come from below and never pass the root.
  for (let step = 0; step < 100; step += 1) {
    const change = (p - 0.5 - massFromZero(z)) / density(z);
    z += change;
    if (!(Math.abs(change) > 1e-12)) break;
  }
  return z;
}

/** Mass between 0 and z, by the series of Marsaglia (2004). */
function massFromZero(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-17 * sum; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return density(z) * sum;
}

const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
