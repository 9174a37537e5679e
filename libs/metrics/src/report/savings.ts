import type { History, TrialRow } from '@tenbin/contracts';
import { overfits } from '../advice/index.ts';
import { meanStd } from '../statistics/index.ts';
import type { Savings } from './overfit-report.ts';

/**
 * What stopping at the verdict has saved, and would have saved: epochs planned less epochs done, and epochs done less
 * the one at which overfitting was known. Seconds are those epochs at the run's own mean, from its begin to its end by
 * the epochs that it did. Costs are NaN where no curve tells them.
 * @param curves of the runs that overfit, with every epoch
 */
export function savingsOf(runs: readonly TrialRow[], curves: ReadonlyMap<number, History>): Savings {
  const flagged = runs.filter(overfits);
  const stopped = flagged
    .filter(({ status }) => status === 'pruned')
    .map((run) => ({ run, epochs: run.config.parameters.epochs - run.epoch }))
    .filter(({ epochs }) => epochs > 0);
  const possible = flagged
    .filter(({ status }) => status === 'finished')
    .map((run) => ({ run, epochs: run.epoch - knownAt(run) }))
    .filter(({ epochs }) => epochs > 0);
  const costs = possible.flatMap(({ run }) => {
    const history = curves.get(run.id);
    return history === undefined ? [] : [costOf(history, knownAt(run))];
  });
  return {
    stopped: totalOf(stopped),
    possible: {
      ...totalOf(possible),
      lossCost: meanOfFinite(costs.map(({ loss }) => loss)),
      accuracyCost: meanOfFinite(costs.map(({ accuracy }) => accuracy)),
    },
  };
}

/** Epoch at which overfitting was known; that of the end where it is not told. */
function knownAt({ verdict, epoch }: TrialRow): number {
  return verdict?.detectedAtEpoch ?? epoch;
}

function totalOf(saved: readonly { run: TrialRow; epochs: number }[]) {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return {
    runs: saved.length,
    epochs: sum(saved.map(({ epochs }) => epochs)),
    seconds: sum(saved.map(({ run, epochs }) => epochs * secondsAnEpoch(run))),
  };
}

function secondsAnEpoch({ startedAt, endedAt, epoch }: TrialRow): number {
  return endedAt === null || epoch === 0 ? 0 : (endedAt - startedAt) / 1000 / epoch;
}

/** What the epochs after `known` still brought. */
function costOf({ val_loss: losses, val_accuracy: accuracies }: History, known: number) {
  const low = (values: number[]) => Math.min(...values.filter((value) => Number.isFinite(value)));
  const high = (values: number[]) => -low(values.map((value) => -value));
  const best = low(losses);
  return {
    loss: (low(losses.slice(0, known)) - best) / best,
    accuracy: high(accuracies) - high(accuracies.slice(0, known)),
  };
}

function meanOfFinite(values: readonly number[]): number {
  return meanStd(values.filter((value) => Number.isFinite(value))).mean;
}
