import type { TrialRow } from '@tenbin/contracts';

/** val_loss − loss at the last epoch; NaN before the first. */
export function gapAtEnd({ last }: Pick<TrialRow, 'last'>): number {
  return last === null ? NaN : last.val_loss - last.loss;
}
