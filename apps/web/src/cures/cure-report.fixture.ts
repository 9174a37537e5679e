import type { CureOutcome, CureReport, PairedChange } from '@tenbin/metrics';

interface Change {
  gap: number;
  bestValLoss: number;
  accuracy: number;
  p?: number;
}

/** What one case of a cure brought, for tests; of the changes their means. */
export function outcome({
  change = null,
  ...fields
}: Partial<Omit<CureOutcome, 'change'>> & { change?: Change | null } = {}): CureOutcome {
  const p = change?.p ?? 0.01;
  return {
    name: 'augmentation',
    kind: 'augmentation',
    patch: { augmentation: 'light' },
    runs: 3,
    overfit: 0,
    bestValLoss: { mean: 0.242, std: 0.01 },
    lastValLoss: { mean: 0.27, std: 0.008 },
    gap: { mean: 0.14, std: 0.02 },
    accuracy: { mean: 0.91, std: 0.004 },
    change: change && {
      gap: paired(change.gap, p),
      bestValLoss: paired(change.bestValLoss, p),
      accuracy: paired(change.accuracy, p),
    },
    ...fields,
  };
}

/** A cure of run 1 that has ended, for tests. */
export function cureReport(fields: Partial<CureReport> = {}): CureReport {
  return {
    sweepId: 2,
    name: 'Cure of run 1',
    runId: 1,
    finished: true,
    sentence: 'Augmentation lowered the gap.',
    outcomes: [],
    ...fields,
  };
}

function paired(mean: number, p: number): PairedChange {
  return { pairs: 3, mean, std: 0.01, low: mean - 0.02, high: mean + 0.02, p };
}
