import type { PruneRequest } from './pruner.ts';

type Goal = PruneRequest['goal'];

/** `val_accuracy`, or just `value` where the metric has no name. */
export function nameOf({ metric = 'value' }: Goal): string {
  return metric;
}

/** `4 epochs`, `1 epoch`. */
export function epochsInWords(epochs: number): string {
  return `${epochs} epoch${epochs === 1 ? '' : 's'}`;
}

/** Losses as the values that they were, with as many digits, three at least, as tell them apart: `0.61`. */
export function valuesInWords(losses: readonly number[], { direction }: Goal): string[] {
  const values = losses.map((loss) => (direction === 'maximize' ? -loss : loss));
  const written = (digits: number) => values.map((value) => inWords(value, digits));
  for (let digits = 3; digits < 15; digits += 1) {
    if (new Set(written(digits)).size === new Set(values).size) return written(digits);
  }
  return written(15);
}

/** `1st`, `2nd`, `3rd`, `11th`. */
export function ordinal(place: number): string {
  const teen = place % 100 >= 11 && place % 100 <= 13;
  const ending = teen ? undefined : ['th', 'st', 'nd', 'rd'][place % 10];
  return `${place}${ending ?? 'th'}`;
}

function inWords(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'no number';
  return Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : 'infinite';
}
