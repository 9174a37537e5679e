import type { RunRow, VerdictState } from '@tenbin/contracts';

/** What the verdict column says about a run: its verdict, or why there is none. */
export type Standing = VerdictState | 'running' | 'failed' | 'crashed' | 'canceled';

/** The part of a run that decides its standing. */
export type Judged = Pick<RunRow, 'status' | 'verdict'>;

/** The order in which the verdict column sorts: what asks for a look first. */
export const standingOrder: Record<Standing, number> = {
  crashed: 0,
  failed: 1,
  diverged: 2,
  overfitting: 3,
  underfitting: 4,
  plateau: 5,
  unclear: 6,
  healthy: 7,
  running: 8,
  canceled: 9,
};

/** Every standing, in that order. */
export const standings = keysOf(standingOrder).toSorted((a, b) => standingOrder[a] - standingOrder[b]);

/** A run that did not end by itself says so in place of a verdict; one without a trend yet is just running. */
export function standingOf({ status, verdict }: Judged): Standing {
  if (status === 'failed' || status === 'crashed' || status === 'canceled') return status;
  if (status === 'running')
    return verdict === null || verdict.state === 'unclear' ? 'running' : verdict.state;
  return verdict?.state ?? 'unclear';
}

/** The standing in words: a live run's verdict is one so far. */
export function wordsFor(run: Judged): string {
  const standing = standingOf(run);
  return run.status === 'running' && standing !== 'running' ? `${standing} so far` : standing;
}

function keysOf<Key extends string>(record: Record<Key, unknown>): Key[] {
  const isKey = (key: string): key is Key => key in record;
  return Object.keys(record).filter(isKey);
}
