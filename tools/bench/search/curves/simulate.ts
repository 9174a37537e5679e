import type { Study } from '@tenbin/sweep';
import { curveEpochs, placeInTable } from './curve-space.ts';

/** When a study had found something better than before. */
export interface Improvement {
  /** Epochs that all its trials had trained together by then. */
  epochs: number;
  /** The val_accuracy at the last epoch of a trial that trained to its end. */
  value: number;
}

interface Worker {
  id: number;
  curve: readonly number[];
  epoch: number;
}

/**
 * A study on recorded curves: workers that train one epoch each, turn by turn, until together they have trained
 * `budget` epochs. A training that diverged ends where its curve ends, as failed.
 * @param curves val_accuracy at each epoch, by place in the table
 */
export function simulate(
  study: Pick<Study, 'ask' | 'report' | 'tell'>,
  curves: readonly (readonly number[])[],
  { workers, budget }: { workers: number; budget: number },
): Improvement[] {
  const improvements: Improvement[] = [];
  const places: (Worker | null)[] = Array.from({ length: workers }, () => null);
  for (let epochs = 1; epochs <= budget; epochs += 1) {
    const turn = (epochs - 1) % workers;
    const worker = places[turn] ?? begin(study, curves);
    worker.epoch += 1;
    const value = worker.curve[worker.epoch - 1] ?? NaN;
    const { id, epoch } = worker;
    const reason = study.report({ id, epoch, value, epochs: curveEpochs });
    const isLast = epoch >= worker.curve.length;
    places[turn] = isLast || reason !== null ? null : worker;
    if (isLast && epoch < curveEpochs) study.tell(id, 'failed');
    else if (isLast) {
      study.tell(id, [value]);
      if (value > (improvements.at(-1)?.value ?? -Infinity)) improvements.push({ epochs, value });
    } else if (reason !== null) study.tell(id, [value], 'pruned');
  }
  return improvements;
}

function begin(study: Pick<Study, 'ask'>, curves: readonly (readonly number[])[]): Worker {
  const question = study.ask();
  const curve = question && curves[placeInTable(question.params)];
  if (!question || !curve) throw new RangeError('the study asks for what was not recorded');
  return { id: question.id, curve, epoch: 0 };
}
