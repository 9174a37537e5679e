import { verdictStates } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { overfit } from './overfit.ts';
import type { LearningCurve } from './pruner.ts';

const own: LearningCurve = { id: 1, losses: [1, 0.8, 0.9, 1], state: 'running' };
const rest = { own, others: [], epochs: 9, goal: { direction: 'minimize' } } as const;
const rule = { type: 'overfit', minEpochs: 4, patience: 0 } as const;
const verdict = { state: 'overfitting', detectedAtEpoch: 3 } as const;

test('a trial ends when it is overfitting and by no other verdict, from minEpochs on', () => {
  const ended = verdictStates.filter(
    (state) => overfit({ ...rest, rule, verdict: { state, detectedAtEpoch: 3 } }) !== null,
  );
  expect(ended).toEqual(['overfitting']);
  expect(overfit({ ...rest, rule, verdict: undefined })).toBeNull();
  expect(overfit({ ...rest, rule, verdict })).toBe(
    'overfit: after 4 epochs the trial is overfitting, which was known at epoch 3',
  );
  expect(overfit({ ...rest, rule: { ...rule, minEpochs: 5 }, verdict })).toBeNull();
});

test('a verdict is believed when it was not taken back for as many epochs as the rule has patience', () => {
  expect(overfit({ ...rest, rule: { ...rule, patience: 1 }, verdict })).not.toBeNull();
  expect(overfit({ ...rest, rule: { ...rule, patience: 2 }, verdict })).toBeNull();
});
