import { parameterNames, trialParameters } from '@tenbin/contracts';
import type { ParameterChoice, ParameterName, ParameterSpace, ParameterValue } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { trialName } from './trial-name.ts';

/** The name of a trial with `setting`, in a sweep in which each of its parameters has two values. */
function named(setting: { [name in ParameterName]?: ParameterValue }): string {
  const choices = Object.entries(setting).map(([name, value]): [string, ParameterChoice] => {
    return [name, { values: [value, 'another'] }];
  });
  const space: ParameterSpace = Object.fromEntries(choices);
  return trialName({ parameters: space }, trialParameters.parse(setting));
}

test('only what varies is said, the model and its images first', () => {
  expect(named({ optimizer: 'adam', imageSize: 64, model: 'resnet-18' })).toBe('resnet-18 · 64 px · adam');
  const space = { model: { values: ['mlp'] }, epochs: { values: [3, 5] } };
  expect(trialName({ parameters: space }, trialParameters.parse({ model: 'mlp', epochs: 5 }))).toBe(
    '5 epochs',
  );
});

test.each([
  { setting: { model: 'resnet-18', zeroInit: true }, says: 'resnet-18 · zero-init' },
  { setting: { model: 'resnet-18', zeroInit: false }, says: 'resnet-18 · plain init' },
  { setting: { augmentation: 'none', rotate: 15 }, says: 'no augmentation · rotate 15°' },
  {
    setting: { epochs: 1, schedule: 'cosine', warmupEpochs: 2 },
    says: '1 epoch · schedule cosine · warm-up 2 epochs',
  },
  { setting: { trainShare: 0.07, epochs: 2 }, says: '2 epochs · 7 % of the images' },
  { setting: { schedule: 'step', decayEpochs: 1 }, says: 'schedule step · decay every 1 epoch' },
  { setting: { optimizer: 'eve', lowerBound: -1, l2: 0.001 }, says: 'eve · f* -1 · L2 0.001' },
])('$setting reads as "$says"', ({ setting, says }) => {
  expect(named(setting)).toBe(says);
});

test('a case is said first, and alone when nothing varies in it', () => {
  const parameters = { batchSize: { values: [16, 64] }, optimizer: { values: ['adam'] } };
  const trial = trialParameters.parse({ batchSize: 16, optimizer: 'adam' });
  expect(trialName({ name: 'more dropout', parameters }, trial)).toBe('more dropout · 16');
  expect(trialName({ name: 'plain', parameters: {} }, trial)).toBe('plain');
});

test('no two parameters that vary side by side read alike', () => {
  const names = parameterNames.filter(
    (name) => !['batchSize', 'model', 'optimizer', 'loss', 'precision'].includes(name),
  );
  const numbers = names.flatMap((name) => {
    const parsed = trialParameters.safeParse({ [name]: 0.5 });
    return parsed.success ? [named({ [name]: 0.5 })] : [];
  });
  expect(numbers.length).toBeGreaterThan(15);
  expect(new Set(numbers).size).toBe(numbers.length);
});
