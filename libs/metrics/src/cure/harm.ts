import type { CureOutcome } from '../report/overfit-report.ts';

/** Chance below which a single change counts. */
const alpha = 0.05;

/** Whether the best epoch got worse: a network that learns less has a smaller gap, too. */
export function harms({ change }: CureOutcome): boolean {
  if (change === null) return false;
  const { bestValLoss, accuracy } = change;
  return (bestValLoss.p < alpha && bestValLoss.mean > 0) || (accuracy.p < alpha && accuracy.mean < 0);
}
