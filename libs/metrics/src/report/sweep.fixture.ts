import { recordOf, runStatuses, sweepSpec } from '@tenbin/contracts';
import type { ParameterSetting, SweepDetail } from '@tenbin/contracts';

export interface SweepFixture {
  id: number;
  cureOf?: number | null;
  cases?: Record<string, ParameterSetting>;
  status?: SweepDetail['status'];
  createdAt?: number;
}

/** A sweep of the default parameters, with those cases. */
export function sweepOf({
  id,
  cureOf = null,
  cases,
  status = 'finished',
  createdAt = id,
}: SweepFixture): SweepDetail {
  const spec = sweepSpec.parse({
    name: `sweep ${id}`,
    dataset: { path: '/data/signs' },
    method: 'grid',
    parameters: { epochs: { values: [10] } },
    ...(cases === undefined ? {} : { cases }),
  });
  return {
    id,
    name: spec.name,
    method: spec.method,
    goal: spec.goal,
    datasetPath: '/data/signs',
    against: [],
    budget: {},
    priority: 0,
    total: 9,
    epochs: 90,
    counts: { ...recordOf(runStatuses, () => 0), finished: 9 },
    status,
    best: null,
    overfitting: 0,
    cureOf,
    createdAt,
    endedAt: null,
    spec,
    source: '',
    provenance: null,
  };
}
