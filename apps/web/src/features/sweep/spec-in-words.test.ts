import { sweepSpec } from '@tenbin/contracts';
import { expect, it } from 'vitest';
import { specInWords } from './spec-in-words.ts';

const dataset = { path: 'data/animals.zip' };
const end = 'animals.zip, 30 % for validation';

it.each([
  {
    sweep: { seeds: [4, 9], parameters: { batchSize: { values: [8, 16] }, epochs: { value: 3 } } },
    says: `grid · 2 batchSize × 2 seeds · ${end}`,
  },
  {
    sweep: {
      method: 'tpe',
      budget: { trials: 60, hours: 2, concurrency: 3 },
      earlyTermination: { type: 'asha' },
      parameters: {
        optimizer: { values: ['sgd', 'adam'] },
        learningRate: { min: 1e-4, max: 0.1, scale: 'log' },
        dropout: { min: 0, max: 0.5, step: 0.1 },
      },
    },
    says: `tpe · 2 optimizer, learningRate 1e-4 … 0.1 log, dropout 0 … 0.5 step 0.1 · at most 2 h, 3 at once · stopped early by asha · ${end}`,
  },
  {
    sweep: {
      method: 'nsga2',
      against: ['seconds', 'memory'],
      budget: { trials: 5, epochs: 1200 },
      parameters: { epochs: { value: 9 } },
    },
    says: `nsga2, val_accuracy against seconds and memory · at most 1,200 epochs · ${end}`,
  },
])('a sweep is said as $says', ({ sweep, says }) => {
  expect(specInWords(sweepSpec.parse({ name: 'a', dataset, ...sweep }))).toBe(says);
});
