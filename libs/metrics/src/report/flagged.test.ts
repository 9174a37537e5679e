import { expect, test } from 'vitest';
import { runOf } from '../effects/runs.fixture.ts';
import { flaggedOf } from './flagged.ts';
import { sweepOf } from './sweep.fixture.ts';

const none = { sweeps: [], curves: new Map() };
const ill = { state: 'overfitting', parameters: { batchSize: 8 } } as const;

test('runs that differ by seed and fold only are one setting, with the medians of those that overfit', () => {
  const runs = [
    runOf(1, { ...ill, gap: 0.5, verdict: { onsetEpoch: 4, evidence: { rise: 0.1, turnValLoss: 0.4 } } }),
    runOf(2, { ...ill, gap: 0.9, verdict: { onsetEpoch: 6, evidence: { rise: 0.3, turnValLoss: 0.4 } } }),
    runOf(3, { ...ill, gap: 0.6, verdict: { onsetEpoch: 5, evidence: { rise: 0.2, turnValLoss: 0.4 } } }),
    runOf(4, { parameters: ill.parameters, gap: 0.1 }),
    runOf(5, { parameters: { batchSize: 64 } }),
  ];
  const flagged = flaggedOf({ runs, siblings: runs, ...none });
  expect(flagged).toHaveLength(1);
  expect(flagged[0]).toMatchObject({
    runIds: [1, 2, 3, 4],
    worstRunId: 2,
    flagged: 3,
    runs: 4,
    onsetEpoch: 5,
  });
  expect(flagged[0]?.gap).toBeCloseTo(0.6, 12);
  expect(flagged[0]?.rise).toBeCloseTo(0.5, 12);
  expect(flagged[0]?.cause).toContain('small batch');
  expect(flagged[0]?.advice.length).toBeGreaterThan(0);
});

test('folds are no settings; data, cases and every other parameter are', () => {
  const folds = [1, 2].map((fold) => runOf(fold, { ...ill, parameters: { fold } }));
  expect(flaggedOf({ runs: folds, siblings: folds, ...none })).toHaveLength(1);
  const apart = [
    runOf(1, ill),
    runOf(2, { ...ill, dataset: '/data/other' }),
    runOf(3, { ...ill, case: 'augment' }),
    runOf(4, { ...ill, parameters: { ...ill.parameters, l2: 0.1 } }),
  ];
  expect(flaggedOf({ runs: apart, siblings: apart, ...none })).toHaveLength(4);
});

test('the widest gap comes first, a gap that is no number last', () => {
  const runs = [0.3, NaN, 0.8].map((gap, at) =>
    runOf(at + 1, { state: 'overfitting', gap, parameters: { batchSize: 8 + at } }),
  );
  expect(flaggedOf({ runs, siblings: runs, ...none }).map(({ worstRunId }) => worstRunId)).toEqual([3, 1, 2]);
});

test('the rise is that of the verdict, or of the curve where an older verdict does not tell it', () => {
  const old = runOf(1, { ...ill, verdict: { evidence: {} } });
  const curve = { loss: [], val_loss: [1, 0.5, NaN, 0.6], accuracy: [], val_accuracy: [] };
  const [byCurve] = flaggedOf({ runs: [old], siblings: [old], sweeps: [], curves: new Map([[1, curve]]) });
  expect(byCurve?.rise).toBeCloseTo(0.2, 12);
  // 0.3 at its best epoch, 0.2 + 0.1 + 0.06 at the end.
  const [byEnds] = flaggedOf({
    runs: [{ ...old, last: runOf(1, { gap: 0.16 }).last }],
    siblings: [],
    ...none,
  });
  expect(byEnds?.rise).toBeCloseTo(0.2, 12);
});

test('follow-ups of any of its runs are named', () => {
  const runs = [runOf(1, ill), runOf(2, ill), runOf(3)];
  const sweeps = [
    sweepOf({ id: 7, cureOf: 2 }),
    sweepOf({ id: 8, cureOf: 3 }),
    sweepOf({ id: 9, cureOf: 1 }),
    sweepOf({ id: 10 }),
  ];
  expect(flaggedOf({ runs, siblings: runs, sweeps, curves: new Map() })[0]?.cureIds).toEqual([7, 9]);
});
