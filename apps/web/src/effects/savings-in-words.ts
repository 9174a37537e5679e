import type { Savings } from '@tenbin/metrics';
import { count, counted, signed } from '../format/number.ts';
import { duration } from '../format/time.ts';

/** What was saved by the rule `overfit`, then what it would have saved and cost where it was not used. */
export function savingsInWords({ stopped, possible }: Savings): string[] {
  const sentences: string[] = [];
  if (stopped.runs > 0) {
    sentences.push(
      `Stopping ${counted(stopped.runs, 'run')} at the verdict saved ${counted(stopped.epochs, 'epoch')}, about ${duration(stopped.seconds)}.`,
    );
  }
  if (possible.runs > 0 && possible.epochs > 0) {
    const cost = Number.isFinite(possible.lossCost)
      ? ` at a cost of ${signed(100 * possible.lossCost, 1)} % of the best val_loss and ${signed(-possible.accuracyCost)} of val_accuracy`
      : '';
    sentences.push(
      `earlyTermination: overfit would have stopped ${possible.runs === 1 ? 'the one that overfits' : `the ${count(possible.runs)} that overfit`} when it was known: ${counted(possible.epochs, 'epoch')} less, about ${duration(possible.seconds)},${cost || ' at no cost that is known'}.`,
    );
  }
  return sentences;
}
