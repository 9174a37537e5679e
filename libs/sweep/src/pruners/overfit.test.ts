import { verdictStates } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { overfit } from './overfit.ts';
import type { LearningCurve } from './pruner.ts';

const own: LearningCurve = { id: 1, losses: [1, 0.8, 0.9, 1], state: 'running' };
const rest = { own, others: [], epochs: 9, goal: { direction: 'minimize' } } as const;

test('a trial ends when it is overfitting and by no other verdict, from minEpochs on', () => {
  const rule = { type: 'overfit', minEpochs: 4 } as const;
  const ended = verdictStates.filter((verdict) => overfit({ ...rest, rule, verdict }) !== null);
  expect(ended).toEqual(['overfitting']);
  expect(overfit({ ...rest, rule, verdict: undefined })).toBeNull();
  expect(overfit({ ...rest, rule, verdict: 'overfitting' })).toBe(
    'overfit: after 4 epochs the trial is overfitting',
  );
  expect(overfit({ ...rest, rule: { ...rule, minEpochs: 5 }, verdict: 'overfitting' })).toBeNull();
});
