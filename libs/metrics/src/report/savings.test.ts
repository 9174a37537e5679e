import type { History } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { runOf } from '../effects/runs.fixture.ts';
import { savingsOf } from './savings.ts';

/** Ten epochs: the low of val_loss at epoch 3, a lower one at epoch 9. */
const late: History = {
  loss: [],
  val_loss: [1, 0.8, 0.5, 0.6, 0.7, 0.7, 0.7, 0.6, 0.4, 0.9],
  accuracy: [],
  val_accuracy: [0.5, 0.6, 0.7, 0.71, 0.7, 0.7, 0.7, 0.75, 0.74, NaN],
};
/** The low was passed when it was known. */
const passed: History = {
  ...late,
  val_loss: [1, 0.8, 0.5, 0.6, NaN, 0.7, 0.7, 0.8, 0.9, Infinity],
  val_accuracy: [0.5, 0.9],
};

test('a run that was stopped saved the epochs that were planned, at its own pace', () => {
  const stopped = runOf(1, {
    status: 'pruned',
    state: 'overfitting',
    epoch: 4,
    seconds: 20,
    parameters: { epochs: 30 },
  });
  const other = runOf(2, { status: 'pruned', epoch: 4, seconds: 20, parameters: { epochs: 30 } });
  const { stopped: found, possible } = savingsOf([stopped, other], new Map());
  expect(found).toEqual({ runs: 1, epochs: 26, seconds: 130 });
  expect(possible).toEqual({ runs: 0, epochs: 0, seconds: 0, lossCost: NaN, accuracyCost: NaN });
});

test('a run that trained on would have saved what came after it was known, at the cost of what that still brought', () => {
  const known = { verdict: { detectedAtEpoch: 6 }, state: 'overfitting', seconds: 50 } as const;
  const runs = [runOf(1, known), runOf(2, known), runOf(3, { seconds: 50 })];
  const { possible } = savingsOf(
    runs,
    new Map([
      [1, late],
      [2, passed],
    ]),
  );
  expect(possible).toMatchObject({ runs: 2, epochs: 8, seconds: 40 });
  // The first loses 0.5 / 0.4 − 1 and 0.75 − 0.71, the second nothing.
  expect(possible.lossCost).toBeCloseTo(0.25 / 2, 12);
  expect(possible.accuracyCost).toBeCloseTo(0.04 / 2, 12);
});

test('what is known at the last epoch, or never told, saves nothing', () => {
  const runs = [10, null].map((detectedAtEpoch, at) =>
    runOf(at, { state: 'overfitting', verdict: { detectedAtEpoch } }),
  );
  expect(savingsOf(runs, new Map()).possible).toMatchObject({ runs: 0, epochs: 0 });
});

test('without a curve the cost is not known', () => {
  const { possible } = savingsOf([runOf(1, { state: 'overfitting' })], new Map());
  expect(possible).toEqual({ runs: 1, epochs: 2, seconds: 20, lossCost: NaN, accuracyCost: NaN });
});
