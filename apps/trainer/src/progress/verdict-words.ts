import type { RunRow, VerdictState } from '@tenbin/contracts';
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

/** What there is to say about a run in a word or two: how it failed, else its verdict and since which epoch. */
export function verdictWords({ status, verdict }: RunRow): Part[] {
  if (status === 'failed' || status === 'crashed' || status === 'canceled') {
    return [{ text: status, style: 'red' }];
  }
  if (verdict === null) return [];
  const since = verdict.onsetEpoch === null ? '' : ` @${verdict.onsetEpoch}`;
  return [{ text: verdict.state + since, style: styles[verdict.state] }];
}
