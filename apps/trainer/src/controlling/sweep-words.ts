import { runStatuses } from '@tenbin/contracts';
import type { SweepRow } from '@tenbin/contracts';
import { counted } from '../progress/format.ts';

/** `12 finished, 2 running, 6 queued`. */
export function standing({ counts }: Pick<SweepRow, 'counts'>): string {
  const parts = runStatuses
    .filter((status) => counts[status] > 0)
    .toReversed()
    .map((status) => `${counts[status]} ${status}`);
  return parts.length > 0 ? parts.join(', ') : 'no trials';
}

/** `100 trials, 2 at the same time, 1,500 epochs in all, priority 5`. */
export function budgetWords({
  total,
  budget,
  priority,
}: Pick<SweepRow, 'total' | 'budget' | 'priority'>): string {
  const { epochs, hours, concurrency } = budget;
  return [
    counted(total, 'trial'),
    ...(concurrency === undefined ? [] : [`${concurrency} at the same time`]),
    ...(epochs === undefined ? [] : [`${epochs.toLocaleString('en')} epochs in all`]),
    ...(hours === undefined ? [] : [`${hours} hours`]),
    ...(priority === 0 ? [] : [`priority ${priority}`]),
  ].join(', ');
}
