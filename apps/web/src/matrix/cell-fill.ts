import type { Palette } from '../ui/palette.ts';
import { fill } from '../ui/ramp.ts';
import type { Fill } from '../ui/ramp.ts';

/** Fewer mistakes than this never look as bad as the worst. */
const manyMistakes = 30;

/** A correct cell, blue by recall (0–1): from half right on it deepens. */
export function correctFill(recall: number, { sequential }: Palette): Fill {
  return fill(sequential.from, sequential.to, 0.05 + 0.9 * Math.min(1, Math.max(0, (recall - 0.5) / 0.5)));
}

/** A mistake, orange by its share of the worst one in the matrix. */
export function mistakeFill(count: number, worst: number, { errors }: Palette): Fill {
  const most = Math.max(1, worst);
  return fill(errors.from, errors.to, 0.03 + 0.85 * (count / most) * Math.min(1, most / manyMistakes));
}

/** A difference A − B: blue where A has more, brown where B has. */
export function differenceFill(difference: number, largest: number, { diverging }: Palette): Fill {
  const share = (0.9 * Math.abs(difference)) / Math.max(1, largest);
  return fill(diverging.zero, difference < 0 ? diverging.b : diverging.a, share);
}

/** A value of a heat map, deeper towards `high`. */
export function heatFill(value: number, low: number, high: number, { sequential }: Palette): Fill {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return fill(sequential.from, sequential.to, 0.03 + 0.9 * share);
}

/** A bad share (0–1) of a heat map, orange. */
export function badFill(share: number, { errors }: Palette): Fill {
  return fill(errors.from, errors.to, 0.02 + 0.85 * share);
}
