import type { TrialRow } from '@tenbin/contracts';
import { gapAtEnd, overfits } from '../advice/index.ts';

/**
 * Whether what a run came to can be held for or against its setting: it has a verdict other than `unclear`, and it was
 * trained to its end or stopped because it overfits. A run that was stopped for another reason had no time to overfit.
 */
export function isJudged({ status, verdict }: TrialRow): boolean {
  if (verdict === null || verdict.state === 'unclear') return false;
  return status === 'finished' || (status === 'pruned' && verdict.state === 'overfitting');
}

export const figures = ['accuracy', 'overfitRate', 'seconds', 'gap'] as const;
/**
 * What is looked at: val_accuracy (0–1) at the epoch of the lowest val_loss; whether a run overfits; seconds from its
 * begin to its end; val_loss − loss at the end.
 */
export type Figure = (typeof figures)[number];

/** The figure of a judged run; NaN where it has none. */
export function figureOf(run: TrialRow, figure: Figure): number {
  return readers[figure](run);
}

const readers = {
  accuracy: ({ best }) => best?.val_accuracy ?? NaN,
  overfitRate: (run) => (overfits(run) ? 1 : 0),
  // A run that was stopped tells what came of its setting, but not how long the setting takes.
  seconds: ({ status, startedAt, endedAt }) =>
    status === 'finished' && endedAt !== null ? (endedAt - startedAt) / 1000 : NaN,
  // One exploded loss would outweigh all others.
  gap: (run) => (run.verdict?.state === 'diverged' ? NaN : gapAtEnd(run)),
} satisfies Record<Figure, (run: TrialRow) => number>;
