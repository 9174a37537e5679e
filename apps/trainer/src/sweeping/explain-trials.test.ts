import { expect, test } from 'vitest';
import { parseSweepFile } from '@tenbin/contracts';
import { trialCount } from '@tenbin/sweep';
import { explainTrials } from './explain-trials.ts';

function explained(lines: string): string {
  const spec = parseSweepFile(`name: x\ndataset: { path: d }\n${lines}`, 'x.yaml');
  return explainTrials(spec, trialCount(spec));
}

test('every parameter with several values is a factor', () => {
  expect(
    explained('parameters: { batchSize: { values: [16, 64] }, optimizer: { values: [sgd, adam, adagrad] } }'),
  ).toBe('2 batchSize × 3 optimizer × 1 seed = 6 trials');
  expect(explained('seeds: 3\nparameters: { epochs: { value: 3 } }')).toBe('3 seeds = 3 trials');
});

test('a condition is named, because the product alone does not give the number', () => {
  const parameters =
    'parameters: { optimizer: { values: [sgd, momentum] }, momentum: { values: [0.5, 0.9], when: { optimizer: momentum } } }';
  expect(explained(parameters)).toBe(
    '2 optimizer × 2 momentum (when optimizer is momentum) × 1 seed = 3 trials',
  );
});
