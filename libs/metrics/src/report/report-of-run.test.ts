import type { History, TrialDetail } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { runOf } from '../effects/runs.fixture.ts';
import { runReport } from './report-of-run.ts';
import { sweepOf } from './sweep.fixture.ts';

const run: TrialDetail = {
  ...runOf(1, { state: 'overfitting', parameters: { batchSize: 8 } }),
  attempt: 1,
  crashes: 0,
  provenance: null,
  dataset: null,
  engine: null,
  parameterCount: null,
  generalisation: null,
  sheets: [],
  confusion: [],
  notes: '',
  directions: {},
  summary: {},
  artifacts: [],
  images: [],
};
const history: History = {
  loss: [0.9, 0.7, 0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05],
  val_loss: [1, 0.9, 0.8, 0.7, 0.5, 0.3, 0.35, 0.4, 0.24, 0.45],
  accuracy: [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.97, 0.99],
  val_accuracy: [0.5, 0.6, 0.7, 0.75, 0.8, 0.81, 0.8, 0.8, 0.8, 0.8],
};

test('a run has advice from its siblings, the cures that were launched for it, and what stopping would have saved', () => {
  const siblings = [run, runOf(2), runOf(3), runOf(4, { dataset: '/data/other' })];
  const cases = { baseline: {}, augmentation: { augmentation: 'light' } };
  const sweeps = [
    sweepOf({ id: 5, cureOf: 1, cases }),
    sweepOf({ id: 7, cureOf: 1, cases }),
    sweepOf({ id: 6, cureOf: 2, cases }),
  ];
  const runsOfCures = [5, 6, 7].flatMap((sweepId) => [runOf(sweepId * 10, { sweepId, case: 'baseline' })]);
  const found = runReport({ run, history, siblings, sweeps, runsOfCures });
  expect(found.siblings).toBe(2);
  expect(found.advice.length).toBeGreaterThan(0);
  expect(found.cures.map(({ sweepId }) => sweepId)).toEqual([7, 5]);
  expect(found.cures[0]?.outcomes[0]?.runs).toBe(1);
  expect(found.savings.possible).toMatchObject({ runs: 1, epochs: 2, seconds: 20 });
  expect(found.savings.possible.lossCost).toBeCloseTo(0.3 / 0.24 - 1, 12);
});

test('a healthy run needs nothing', () => {
  const well = { ...run, ...runOf(1) };
  const found = runReport({ run: well, history, siblings: [], sweeps: [], runsOfCures: [] });
  expect(found).toMatchObject({ advice: [], cures: [], siblings: 0 });
  expect(found.savings.possible.runs).toBe(0);
});
