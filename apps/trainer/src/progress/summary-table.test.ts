import { expect, test } from 'vitest';
import { overfitting, runRow } from '../../fixtures/rows.ts';
import { bestFirst, summaryTable } from './summary-table.ts';

const goal = { metric: 'val_accuracy', direction: 'maximize' } as const;
const at = (trial: number, val_accuracy: number, val_loss: number) =>
  runRow({
    id: trial,
    trial,
    status: 'finished',
    best: { epoch: 4, loss: 0.1, accuracy: 0.9, val_accuracy, val_loss },
  });
const order = (runs: ReturnType<typeof runRow>[], by: Parameters<typeof bestFirst>[1] = goal) =>
  bestFirst(runs, by).map(({ trial }) => trial);

test('the best value of the goal comes first, in its direction', () => {
  const runs = [at(1, 0.5, 0.2), at(2, 0.9, 0.8), at(3, 0.7, 0.1)];
  expect(order(runs)).toEqual([2, 3, 1]);
  expect(order(runs, { metric: 'val_loss', direction: 'minimize' })).toEqual([3, 1, 2]);
});

test('of equals the lower val_loss comes first', () => {
  expect(order([at(1, 0.9, 0.4), at(2, 0.9, 0.3)])).toEqual([2, 1]);
});

test('runs without a value come last, whichever way is better', () => {
  const runs = [runRow({ id: 1, trial: 1, best: null }), at(2, Number.NaN, Number.NaN), at(3, 0.1, 9)];
  expect(order(runs)[0]).toBe(3);
  expect(order(runs, { metric: 'val_loss', direction: 'minimize' })[0]).toBe(3);
});

test('runs that are not well are explained in a sentence each', () => {
  const error = { code: 'trial_crashed', message: 'killed by SIGKILL', hint: 'Less memory.' };
  const lines = summaryTable(
    [
      { ...at(1, 0.9, 0.2), verdict: overfitting },
      { ...at(2, 0.8, 0.2), status: 'crashed', error },
      { ...at(3, 0.7, 0.2), verdict: { ...overfitting, state: 'healthy', reasons: ['All is well.'] } },
    ],
    goal,
    { width: 80, paint: (_, text) => text },
  );
  expect(lines.slice(-2)).toEqual([
    'trial 1: Overfitting since epoch 7: val_loss rose.',
    'trial 2: killed by SIGKILL',
  ]);
});
