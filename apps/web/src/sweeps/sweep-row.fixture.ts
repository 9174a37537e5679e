import type { SweepRow } from '@tenbin/contracts';

/** A running sweep of 8 trials for tests, with the given fields and counts in place of its own. */
export function sweepRow(fields: Partial<SweepRow> = {}, counts: Partial<SweepRow['counts']> = {}): SweepRow {
  const none = {
    queued: 0,
    running: 0,
    paused: 0,
    finished: 0,
    pruned: 0,
    failed: 0,
    crashed: 0,
    canceled: 0,
  };
  return {
    id: 1,
    name: 'animals',
    method: 'grid',
    goal: { metric: 'val_accuracy', direction: 'maximize' },
    datasetPath: 'examples/data/animals.zip',
    against: [],
    budget: {},
    priority: 0,
    total: 8,
    epochs: 12,
    counts: { ...none, ...counts },
    status: 'running',
    best: null,
    overfitting: 0,
    cureOf: null,
    createdAt: 0,
    endedAt: null,
    ...fields,
  };
}
