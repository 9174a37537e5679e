import type { CureOutcome } from '@tenbin/metrics';

/** Where val_loss stands in a chart of outcomes. */
export interface OutcomeScale {
  ticks: { value: number; label: string }[];
  /** Place of a value, in percent from the left. */
  at: (value: number) => number;
}

/** The least range, as a share of the highest value. */
const leastRange = 0.3;

/** A scale over the val_losses of these outcomes at round steps; null when there is nothing to draw. */
export function outcomeScale(outcomes: readonly CureOutcome[]): OutcomeScale | null {
  const values = outcomes
    .flatMap(({ bestValLoss, lastValLoss }) => [bestValLoss, lastValLoss])
    .filter(({ mean }) => Number.isFinite(mean))
    .flatMap(({ mean, std }) => (Number.isFinite(std) ? [mean - std, mean + std] : [mean]));
  if (values.length === 0) return null;
  const high = Math.max(...values);
  // What differs by next to nothing should look so.
  const low = Math.max(0, Math.min(...values, high * (1 - leastRange)));
  const step = stepFor(high - low || Math.abs(high) || 1);
  const from = Math.floor(low / step + 1e-9);
  const to = Math.max(from + 1, Math.ceil(high / step - 1e-9));
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => {
    const label = ((from + index) * step).toFixed(decimals);
    return { value: Number(label), label };
  });
  const first = from * step;
  const span = (to - from) * step;
  return { ticks, at: (value) => Math.min(100, Math.max(0, (100 * (value - first)) / span)) };
}

/** The round step that makes at most six parts of a range. */
function stepFor(range: number): number {
  const size = 10 ** Math.floor(Math.log10(range / 6));
  return [1, 2, 5, 10].map((times) => times * size).find((step) => range / step <= 6) ?? 10 * size;
}
