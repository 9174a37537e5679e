import type { EarlyTermination, SamplerName, VerdictSoFar } from '@tenbin/contracts';
import { gridTreeOf } from './grid-tree.ts';
import type { LearningCurve } from './pruners/pruner.ts';
import { pruneReason } from './pruners/pruners.ts';
import { samplers } from './samplers/samplers.ts';
import type { SearchSpace, Setting } from './space.ts';
import { restored, toLoss } from './study-trial.ts';
import type { Direction, StoredTrial, StudyTrial } from './study-trial.ts';

export interface StudyOptions {
  space: SearchSpace;
  method: SamplerName;
  /** One for each objective. */
  directions: readonly [Direction, ...Direction[]];
  seed: number;
  pruner?: EarlyTermination;
  /** The state of a study to go on with; it may have been JSON. */
  trials?: readonly StoredTrial[];
}

export interface Report {
  id: number;
  /** From 1. */
  epoch: number;
  /** The first objective there. */
  value: number;
  /** Epochs that the trial is to train. */
  epochs: number;
  /** What its curve says of overfitting up to now. */
  verdict?: VerdictSoFar | undefined;
}

/**
 * Ask, report, tell. All of its state is its trials: a study made of them goes on with the same questions, in whatever
 * process, and the same seed and the same answers have the same questions.
 */
export interface Study {
  /** The next question, or null when a grid is through. */
  ask(): { id: number; params: Setting } | null;
  /** How a trial stands after an epoch; the reason to end it now, or null to let it go on. */
  report(report: Report): string | null;
  /** How a trial ended: with the value of each objective, or without. */
  tell(id: number, end: readonly number[] | 'failed', state?: 'complete' | 'pruned'): void;
  /** What has been asked and answered, in ascending order of `id`: the whole state, which JSON can keep. */
  trials(): StudyTrial[];
}

export function createStudy(options: StudyOptions): Study {
  const { space, method, directions, seed, pruner = { type: 'none' } } = options;
  const trials = new Map((options.trials ?? []).map((trial) => [trial.id, restored(trial)]));
  const end = method === 'grid' ? gridTreeOf(space).size : Infinity;
  const trialOf = (id: number): StudyTrial => {
    const trial = trials.get(id);
    if (trial === undefined) throw new RangeError(`the study has not asked for a trial ${id}`);
    return trial;
  };
  const inOrder = (): StudyTrial[] => [...trials.values()].toSorted((a, b) => a.id - b.id);
  const curveOf = ({ id, reports, state }: StudyTrial): LearningCurve => ({
    id,
    state,
    losses: reports.map((value) => toLoss(value, directions[0])),
  });
  return {
    ask() {
      let id = 1;
      while (trials.has(id)) id += 1;
      if (id > end) return null;
      const params = samplers[method]({ space, trials: inOrder(), index: id - 1, directions, seed });
      trials.set(id, { id, params, state: 'running', values: [], reports: [] });
      return { id, params };
    },
    report({ id, epoch, value, epochs, verdict }) {
      const trial = trialOf(id);
      const reports = Array.from({ length: Math.max(epoch, trial.reports.length) }, (_, index) =>
        index === epoch - 1 ? value : (trial.reports[index] ?? NaN),
      );
      trials.set(id, { ...trial, reports });
      const others = inOrder().filter((other) => other.id !== id);
      return pruneReason({
        rule: pruner,
        own: curveOf({ ...trial, reports }),
        others: others.map(curveOf),
        epochs,
        verdict,
        goal: { direction: directions[0] },
      });
    },
    tell(id, values, state = 'complete') {
      const failed = values === 'failed';
      trials.set(id, {
        ...trialOf(id),
        state: failed ? 'failed' : state,
        values: failed ? [] : [...values],
      });
    },
    trials: inOrder,
  };
}
