import type { PastTrial } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { paretoOf } from './pareto-trials.ts';

function trial(number: number, values: number[], state: PastTrial['state'] = 'complete'): PastTrial {
  return { number, parameters: {}, seed: 1, state, values, reports: [] };
}

test('the front of a sweep is of its complete trials: what was stopped is cheap for that alone', () => {
  const past = [
    trial(1, [0.9, 100]),
    trial(2, [0.8, 120]),
    trial(3, [0.7, 50]),
    trial(4, [0.95, 10], 'pruned'),
    trial(5, [0.1, 5], 'pruned'),
    trial(6, [0.99, 1], 'running'),
    trial(7, [], 'failed'),
    trial(8, [NaN, 1]),
  ];
  expect(paretoOf(past, ['maximize', 'minimize']).map(({ number }) => number)).toEqual([1, 3]);
});
