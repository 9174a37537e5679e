/** Lanczos' approximation with g = 7 and nine terms; Godfrey's coefficients. */
const lanczos = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_13,
  -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6,
  1.505_632_735_149_311_6e-7,
];

/** ln Γ(x) for x ≥ 0.5. */
export function logGamma(x: number): number {
  const [first = 1, ...terms] = lanczos;
  const series = terms.reduce((sum, term, at) => sum + term / (x + at), first);
  const base = x + 6.5;
  return Math.log(Math.sqrt(2 * Math.PI) * series) + (x - 0.5) * Math.log(base) - base;
}

/**
 * The regularised incomplete beta function I_x(a, b), a and b ≥ 0.5: the share of a beta distribution's mass below x.
 * By its continued fraction (DLMF 8.17.22), on the side where that converges fast.
 */
export function regularisedBeta(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1)) return Number.NaN;
  if (x === 0 || x === 1) return x;
  if (x > (a + 1) / (a + b + 2)) return 1 - regularisedBeta(1 - x, b, a);
  const logFront =
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a);
  return Math.exp(logFront) * continuedFraction(x, a, b);
}

/** Modified Lentz (Thompson and Barnett 1986). */
function continuedFraction(x: number, a: number, b: number): number {
  let upper = 1;
  let lower = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = lower;
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let factor = 1;
    for (const term of [even, odd]) {
      lower = 1 / nonZero(1 + term * lower);
      upper = nonZero(1 + term / upper);
      factor = lower * upper;
      value *= factor;
    }
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return value;
}

const nonZero = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
