import type { RunRow, VerdictState } from '@tenbin/contracts';

/** What the verdict column says about a run: its verdict, or why there is none. */
export type Standing = VerdictState | Exclude<RunRow['status'], 'finished'>;

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
  pruned: 8,
  running: 9,
  paused: 10,
  queued: 11,
  canceled: 12,
};

/** Every standing, in that order. */
export const standings = keysOf(standingOrder).toSorted((a, b) => standingOrder[a] - standingOrder[b]);

/** A run that waits or did not end by itself says so in place of a verdict; one without a trend yet is just running. */
export function standingOf({ status, verdict }: Judged): Standing {
  if (status === 'finished') return verdict?.state ?? 'unclear';
  if (status !== 'running' || verdict === null || verdict.state === 'unclear') return status;
  return verdict.state;
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
