import { expect, test } from 'vitest';
import { median } from './median.ts';
import { percentile } from './percentile.ts';
import type { LearningCurve, PruneRequest } from './pruner.ts';

/** Trained trials with these accuracies. */
const trained = (...curves: number[][]): LearningCurve[] =>
  curves.map((accuracies, index) => ({
    id: index + 1,
    losses: accuracies.map((a) => -a),
    state: 'complete',
  }));

const own = (...accuracies: number[]): LearningCurve => ({
  id: 99,
  losses: accuracies.map((accuracy) => -accuracy),
  state: 'running',
});

const goal = { direction: 'maximize', metric: 'val_accuracy' } as const;
const rest = { epochs: 3, verdict: undefined, goal };
const middle = { type: 'median', minEpochs: 1, minTrials: 3 } as const;

test('the best value so far is held against the middle of the best values of the others up to the same epoch', () => {
  const others = trained([0.5, 0.4, 0.9], [0.6, 0.7, 0.7], [0.1, 0.8, 0.8]);
  const request = { ...rest, rule: middle, others };
  expect(median({ ...request, own: own(0.5) })).toBeNull();
  expect(median({ ...request, own: own(0.49) })).toBe(
    'median: after 1 epoch the best val_accuracy, 0.49, is behind the middle of 3 trials, 0.5',
  );
  expect(median({ ...request, own: own(0.7, 0.2) })).toBeNull();
  expect(median({ ...request, own: own(0.6, 0.69) })).toBe(
    'median: after 2 epochs the best val_accuracy, 0.69, is behind the middle of 3 trials, 0.7',
  );
});

test('a metric that is minimised reads as it is', () => {
  const others = trained([-0.5], [-0.7], [-0.9]);
  const words = median({
    ...rest,
    rule: middle,
    own: own(-0.8),
    others,
    goal: { direction: 'minimize', metric: 'val_loss' },
  });
  expect(words).toBe('median: after 1 epoch the best val_loss, 0.8, is behind the middle of 3 trials, 0.7');
});

test('only trials that were trained to their end count, as many as minTrials at least', () => {
  const others = trained([0.5], [0.6], [0.7]);
  const more = others.slice(1);
  const unfinished: LearningCurve[] = (['running', 'pruned', 'failed'] as const).map((state, index) => {
    return { id: 10 + index, losses: [-0.9], state };
  });
  const request: PruneRequest<typeof middle> = { ...rest, rule: middle, own: own(0.1), others };
  expect(median(request)).not.toBeNull();
  expect(median({ ...request, others: [...more, ...unfinished] })).toBeNull();
  expect(median({ ...request, own: own(0.6), others: [...others, ...unfinished] })).toBeNull();
});

test('a percentile of 25 lets the best quarter go on, interpolated as numpy does', () => {
  const rule = { type: 'percentile', percentile: 25, minEpochs: 1, minTrials: 4 } as const;
  const request = { ...rest, rule, others: trained([0.2], [0.4], [0.6], [0.8]) };
  // numpy.percentile([.2, .4, .6, .8], 75) is .65
  expect(percentile({ ...request, own: own(0.651) })).toBeNull();
  expect(percentile({ ...request, own: own(0.649) })).toBe(
    'percentile: after 1 epoch the best val_accuracy, 0.649, is behind the best 25 % of 4 trials, 0.65',
  );
});

test('what is too near to tell apart in three digits is written with more', () => {
  const others = trained([0.70004], [0.70004], [0.70004]);
  expect(median({ ...rest, rule: middle, own: own(0.70003), others })).toContain(
    'val_accuracy, 0.70003, is behind the middle of 3 trials, 0.70004',
  );
});

test('a value that is no number is left out as long as there is another, and no trial is compared with it', () => {
  const others = trained([0.5, NaN], [NaN, NaN], [0.7, 0.7]);
  const request = { ...rest, rule: middle, others };
  expect(median({ ...request, own: own(0.5, NaN) })).toBeNull();
  expect(median({ ...request, own: own(0.4, NaN) })).not.toBeNull();
  expect(median({ ...request, own: own(NaN, NaN) })).toBe(
    'median: after 2 epochs val_accuracy has been no number at all',
  );
});
