import type { Savings } from '@tenbin/metrics';
import { counted } from '../../progress/format.ts';
import { duration, metric, percent } from '../figures.ts';
import type { Section } from './report-document.ts';

/** What stopping at the verdict saved, or would have; no section when it is nothing. */
export function savingsSection({ stopped, possible }: Savings): Section[] {
  const done =
    stopped.runs === 0
      ? []
      : [
          `${counted(stopped.runs, 'run')} ${stopped.runs === 1 ? 'was' : 'were'} stopped because of overfitting, which saved ${counted(stopped.epochs, 'epoch')} (${duration(stopped.seconds)}).`,
        ];
  const open =
    possible.runs === 0
      ? []
      : [
          `${counted(possible.runs, 'run')} trained on after overfitting was known. Stopping there would have saved ${counted(possible.epochs, 'epoch')} (${duration(possible.seconds)})${costWords(possible)}.`,
        ];
  const hint = possible.runs === 0 ? [] : ['In a sweep file, `earlyTermination: { type: overfit }` does it.'];
  const words = [...done, ...open, ...hint];
  if (words.length === 0) return [];
  return [
    {
      title: 'What stopping saves',
      note: '',
      width: 'half',
      blocks: words.map((text) => ({ kind: 'words', text })),
    },
  ];
}

/** What stopping would have lost; nothing where no curve tells it. */
function costWords({ lossCost, accuracyCost }: Savings['possible']): string {
  if (!Number.isFinite(lossCost) || !Number.isFinite(accuracyCost)) return '';
  return `: best val_loss would have been ${percent(lossCost)} higher, best val_accuracy ${metric(accuracyCost, 3)} lower`;
}
