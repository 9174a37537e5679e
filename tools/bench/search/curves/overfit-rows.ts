import { earlyTermination } from '@tenbin/contracts';
import { createDetector } from '@tenbin/metrics';
import { createStudy } from '@tenbin/sweep';
import { rowOf } from '../../benchmark.ts';
import type { Row } from '../../benchmark.ts';
import { curveEpochs } from './curve-space.ts';
import type { RecordedRun } from './curve-table.ts';

/**
 * What the pruner `overfit` saves and what it costs, on trainings that were recorded to their end: a trial that is
 * stopped keeps its best weights, so it loses only what later epochs would have made better.
 */
export function overfitRows(runs: readonly RecordedRun[]): Row[] {
  const whole = runs.filter(({ val_loss }) => val_loss.length === curveEpochs && !val_loss.includes(null));
  const stopped = whole.flatMap((run) => {
    const epochs = firstOverfitting(run);
    return epochs < curveEpochs ? [{ run, epochs }] : [];
  });
  const all = whole.length * curveEpochs;
  const saved = stopped.reduce((sum, { epochs }) => sum + curveEpochs - epochs, 0);
  const lost = (key: 'val_accuracy' | 'val_loss', best: (values: number[]) => number): number[] =>
    stopped.map(({ run, epochs }) => {
      const values = run[key].map((value) => value ?? NaN);
      return Math.abs(best(values) - best(values.slice(0, epochs)));
    });
  const [accuracy, loss] = [
    lost('val_accuracy', (values) => Math.max(...values)),
    lost('val_loss', (values) => Math.min(...values)),
  ];
  const title = `overfit stops ${stopped.length} of ${whole.length} trainings`;
  return [
    ...rowOf(`${title}: epochs saved`, '%', [(100 * saved) / all, null]),
    ...rowOf(`${title}: what the stopped lose of their best val_accuracy, mean`, '', [mean(accuracy), null]),
    ...rowOf(`${title}: what the stopped lose of their best val_loss, mean`, '', [mean(loss), null]),
    ...rowOf(`${title}: share of the stopped that lose nothing of their best val_loss`, '%', [
      (100 * loss.filter((each) => each === 0).length) / loss.length,
      null,
    ]),
  ];
}

/** Epochs after which the pruner ends the training, with the numbers that it has by default; all of them if never. */
export function firstOverfitting(run: RecordedRun): number {
  const detector = createDetector();
  const rule = earlyTermination.parse({ type: 'overfit' });
  const goal = { direction: 'minimize' } as const;
  const study = createStudy({
    space: [],
    method: 'grid',
    directions: [goal.direction],
    seed: 1,
    pruner: rule,
  });
  const id = study.ask()?.id ?? NaN;
  const epochs = run.val_loss.length;
  for (let epoch = 1; epoch < epochs; epoch += 1) {
    const at = (key: 'loss' | 'accuracy' | 'val_loss' | 'val_accuracy') => run[key][epoch - 1] ?? NaN;
    const verdict = detector.push({
      loss: at('loss'),
      accuracy: at('accuracy'),
      val_loss: at('val_loss'),
      val_accuracy: at('val_accuracy'),
    });
    if (study.report({ id, epoch, value: at('val_loss'), epochs, verdict }) !== null) return epoch;
  }
  return epochs;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
