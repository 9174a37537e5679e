import type { TrialRow, RunStatus, VerdictState } from '@tenbin/contracts';
import type { Style } from '../cli/output.ts';
import type { Part } from './text-table.ts';

const styles = {
  healthy: 'green',
  overfitting: 'yellow',
  underfitting: 'yellow',
  diverged: 'red',
  plateau: 'yellow',
  unclear: 'dim',
} satisfies Record<VerdictState, Style>;

/** Statuses that say more about a run than its verdict. */
const ends: { [status in RunStatus]?: Style } = {
  failed: 'red',
  crashed: 'red',
  canceled: 'red',
  queued: 'dim',
  paused: 'yellow',
  pruned: 'cyan',
};

/** What there is to say about a run in a word or two: how it failed, else its verdict and since which epoch. */
export function verdictWords({ status, verdict }: TrialRow): Part[] {
  const told = ends[status];
  if (told !== undefined) return [{ text: status, style: told }];
  if (verdict === null) return [];
  const since = verdict.onsetEpoch === null ? '' : ` @${verdict.onsetEpoch}`;
  return [{ text: verdict.state + since, style: styles[verdict.state] }];
}
