import { counted } from '../progress/format.ts';
import { areCounted, epochsOf, metricsIn } from './series.ts';
import type { NamedSeries } from './series.ts';
import type { FoundHistory, Reading } from './source.ts';

/** What a log holds as a history, or null, after having said why, when it holds none. */
export function historyOfRun(
  id: string,
  series: readonly NamedSeries[],
  { problem, note }: Reading,
): FoundHistory | null {
  const metrics = metricsIn(series);
  const { epochs, steps } = epochsOf(metrics);
  if (steps.length === 0) {
    const names = series.map(({ name }) => name).join(', ');
    problem(`${id}: has no loss, val_loss, accuracy or val_accuracy; it has ${names || 'nothing'}`);
    return null;
  }
  if (metrics.val_loss === undefined) note(`${id}: has no val_loss, which overfitting is told from`);
  if (areCounted(steps)) {
    const last = counted(steps.length, 'measurement');
    note(
      `${id}: ${last} from step ${steps[0]} to ${steps.at(-1)}, counted as epochs 0 to ${steps.length - 1}`,
    );
  }
  return { id, epochs, validationImages: null };
}
