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

test('cases are a factor where each leaves the others whole, else how large they are is said', () => {
  const parameters = 'parameters: { batchSize: { values: [16, 64] }, epochs: { values: [1, 2, 3] } }';
  expect(explained(`${parameters}\ncases: { plain: {}, drop: { dropout: 0.5 } }`)).toBe(
    '2 cases × 2 batchSize × 3 epochs × 1 seed = 12 trials',
  );
  expect(explained(`seeds: 2\n${parameters}\ncases: { plain: {}, large: { batchSize: 99 } }`)).toBe(
    '2 cases of 3 to 6 settings × 2 seeds = 18 trials',
  );
});

test('steps of a range count, seeds may be a list, and a budget that cuts the grid is said first', () => {
  expect(
    explained(
      'seeds: [3, 5]\nparameters: { batchSize: { min: 16, max: 64, step: 16 }, epochs: { value: 2 } }',
    ),
  ).toBe('4 batchSize × 2 seeds = 8 trials');
  expect(explained('budget: { trials: 3 }\nparameters: { batchSize: { values: [1, 2, 4, 8] } }')).toBe(
    '3 trials of 4 batchSize × 1 seed',
  );
  expect(explained('budget: { trials: 30 }\nparameters: { batchSize: { values: [1, 2] } }')).toBe(
    '2 batchSize × 1 seed = 2 trials',
  );
});

test('a method that searches says how much, over what, and what ends it early', () => {
  const ranges =
    'parameters: { dropout: { min: 0, max: 0.5 }, batchSize: { min: 8, max: 64 }, epochs: { value: 9 }, model: { values: [mlp, zfnet] } }';
  expect(explained(`method: tpe\nbudget: { trials: 100 }\nearlyTermination: { type: asha }\n${ranges}`)).toBe(
    'tpe · 100 trials of 3 parameters, asha stops the poor ones early',
  );
  expect(
    explained(
      `method: nsga2\nagainst: [seconds, memory]\nseeds: 3\nbudget: { trials: 10, epochs: 90, hours: 1 }\nearlyTermination: { type: overfit }\n${ranges}`,
    ),
  ).toBe(
    'nsga2 · 10 trials (4 settings × 3 seeds) of 3 parameters against seconds and memory, those that overfit are stopped early, at most 90 epochs, at most 1 hour',
  );
});
