import { sweepSpec } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { firstTrials } from './dry-run-trials.ts';

const sweep = (keys: object) => sweepSpec.parse({ name: 'x', dataset: { path: 'p' }, ...keys });

test('a grid is listed as it will run, as far as it is asked for', () => {
  const spec = sweep({
    seeds: [3, 9],
    parameters: { batchSize: { values: [4, 8] }, epochs: { value: 1 } },
  });
  const trials = firstTrials(spec, 100).map(({ number, name, seed }) => ({ number, name, seed }));
  expect(trials.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(trials.map(({ name, seed }) => `${name}/${seed}`).toSorted()).toEqual(['4/3', '4/9', '8/3', '8/9']);
  expect(firstTrials(spec, 3)).toHaveLength(3);
});

test.each(['random', 'sobol', 'tpe', 'bayes', 'nsga2'] as const)(
  '%s lists what it begins with, the same each time',
  (method) => {
    const parameters = { batchSize: { min: 4, max: 64 }, learningRate: { min: 1e-4, max: 1, scale: 'log' } };
    const spec = sweep({ method, budget: { trials: 6 }, parameters });
    const trials = firstTrials(spec, 100);
    expect(trials).toHaveLength(6);
    expect(new Set(trials.map(({ name }) => name)).size).toBeGreaterThan(4);
    expect(firstTrials(spec, 100)).toEqual(trials);
  },
);

test('a budget of epochs ends the list', () => {
  const parameters = { batchSize: { values: [1, 2, 3, 4] }, epochs: { value: 5 } };
  expect(firstTrials(sweep({ budget: { epochs: 12 }, parameters }), 100)).toHaveLength(2);
});
