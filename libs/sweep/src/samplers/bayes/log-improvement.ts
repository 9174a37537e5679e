/**
 * log h(z) and its derivative, h(z) = φ(z) + z Φ(z): the logarithm of expected improvement in units of the deviation,
 * without the underflow that makes plain EI flat far from the best (Ament et al. 2023, "Unexpected improvements to expected
 * improvement", equation 9; here by a continued fraction, which needs no scaled erfc).
 */
export function logImprovement(z: number): { value: number; slope: number } {
  if (z > -2) {
    const density = Math.exp(-0.5 * z * z) * inverseRoot;
    const below = z > 8 ? 1 : z > 0 ? 1 - upperTail(z, density) : upperTail(-z, density);
    const h = density + z * below;
    return { value: Math.log(h), slope: below / h };
  }
  const rest = fraction(-z);
  return { value: -0.5 * z * z + Math.log((inverseRoot * rest) / (rest - z)), slope: 1 / rest };
}

const inverseRoot = 1 / Math.sqrt(2 * Math.PI);

/** 1 − Φ(t) for t ≥ 0 from the density there. */
function upperTail(t: number, density: number): number {
  if (t > 2) return density / (t + fraction(t));
  // Taylor series of Φ around 0.
  let term = t;
  let sum = t;
  for (let k = 1; k < 32; k += 1) {
    term *= -(t * t) / (2 * k);
    sum += term / (2 * k + 1);
  }
  return 0.5 - sum * inverseRoot;
}

/**
 * c of Mills' ratio (1 − Φ(t)) / φ(t) = 1 / (t + c): c = 1 / (t + 2 / (t + 3 / …)), for t ≥ 2. Far down the fraction changes
 * slowly, so that its tail is nearly the root of c = k / (t + c).
 */
function fraction(t: number): number {
  let c = (Math.sqrt(t * t + 4 * levels) - t) / 2;
  for (let k = levels; k >= 1; k -= 1) c = k / (t + c);
  return c;
}

const levels = 40;
