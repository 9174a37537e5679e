import type { EarlyTermination, VerdictSoFar } from '@tenbin/contracts';
import type { Direction } from '../study-trial.ts';

/** A trial as a pruner sees it: its objective at each epoch, turned so that less is better; NaN where it is missing. */
export interface LearningCurve {
  /** From 1, in the order of asking. */
  id: number;
  losses: readonly number[];
  /** running: more may come. */
  state: 'running' | 'complete' | 'pruned' | 'failed';
}

export interface PruneRequest<Rule extends EarlyTermination = EarlyTermination> {
  rule: Rule;
  /** The trial in question, its last epoch being the one just done. */
  own: LearningCurve;
  /** Every other trial of the study. */
  others: readonly LearningCurve[];
  /** Epochs that the trial is to train. */
  epochs: number;
  /** What its curve says of overfitting up to now, where that is known. */
  verdict: VerdictSoFar | undefined;
  /** What the losses were before they were turned, for the sentence. */
  goal: { direction: Direction; metric?: string | undefined };
}

/**
 * Whether to end a trial before its time: the sentence that says why, or null to let it go on. Called after every epoch
 * but the last; the same request has the same answer.
 *
 * A value that is no number is worse than every number, as in Optuna: each rule that compares trials ends one that has
 * nothing else to show, but not before the rule acts at all. `none` and `overfit` compare nothing and let it go on.
 */
export type Pruner<Rule extends EarlyTermination = EarlyTermination> = (
  request: PruneRequest<Rule>,
) => string | null;
