import type { RunRow } from '@tenbin/contracts';

/** val_loss − loss at the last epoch; NaN before the first. */
export function gapAtEnd({ last }: Pick<RunRow, 'last'>): number {
  return last === null ? NaN : last.val_loss - last.loss;
}
