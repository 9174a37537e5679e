/** From the value at the start of an axis to that at its end. */
export type Domain = readonly [number, number];

/** Where a value stands between the ends of an axis, in per cent of its length, to a hundredth. */
export function placeOf(value: number, [from, to]: Domain): number {
  const share = to > from ? (value - from) / (to - from) : 0.5;
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100;
}

/** The reach of the finite values among these with a twentieth of air on each side; 0–1 when there are none. */
export function reachOf(values: readonly number[]): Domain {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const low = finite.reduce((least, value) => Math.min(least, value), Infinity);
  const high = finite.reduce((most, value) => Math.max(most, value), -Infinity);
  const air = high > low ? (high - low) / 20 : Math.abs(high) / 20 || 0.05;
  return [low >= 0 && low < air ? 0 : low - air, high + air];
}

/** About `count` round values in a domain, with as many decimals as their step needs. */
export function ticksOf([from, to]: Domain, count = 6): { value: number; text: string }[] {
  const rough = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((each) => each * power >= rough) ?? 10);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const value = (first + index) * step;
    return {
      value,
      text: value
        .toFixed(decimals)
        .replace('-', '−')
        .replace(/^−(0\.?0*)$/, '$1'),
    };
  });
}

/** Epochs that are named under a chart: the first, then every round one, the last if it has room. */
export function epochTicks(epochs: number): number[] {
  if (epochs <= 1) return [1];
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((each) => epochs / each <= 7) ?? epochs / 5;
  const round = Array.from({ length: Math.floor(epochs / step) }, (_, index) => (index + 1) * step);
  return [1, ...round.filter((epoch) => epoch > 1 && epoch > step / 2)];
}
