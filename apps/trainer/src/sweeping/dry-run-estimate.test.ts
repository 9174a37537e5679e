import { sweepSpec, trialParameters } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { estimate, timed } from './dry-run-estimate.ts';
import type { EstimateRequest, Measured } from './dry-run-estimate.ts';
import type { EqualTrials } from './dry-run-trainings.ts';

const parameters = trialParameters.parse({ epochs: 10 });

function equal(given: Partial<EqualTrials>): EqualTrials {
  const { model, batchSize, optimizer } = parameters;
  const { epochs = 10 } = given;
  const plain = { model, batchSize, optimizer, side: 32, parameters, trials: 1, flops: 100 };
  return { ...plain, epochs, wholeEpochs: epochs, ...given };
}

const step: Measured = {
  trainSeconds: [0.01, 0.01, 0.01, 0.01, 0.01],
  evaluateSeconds: 0.001,
  buildSeconds: 1,
  loadSeconds: 2,
};

function seconds(trainings: EqualTrials[], more: Partial<EstimateRequest> = {}, keys: object = {}) {
  const spec = sweepSpec.parse({
    name: 'x',
    dataset: { path: 'p', validation: 0.25 },
    parameters: { epochs: { value: 10 } },
    ...keys,
  });
  const steps = timed(trainings, new Map(trainings.map((each) => [each, step])));
  return estimate({ spec, timed: steps, files: 400, total: trainings.length, concurrency: 1, ...more });
}

/** Ten epochs of 300 images at 10 ms, and 100 at 1 ms, after 3 s of start. */
const one = 3 + 10 * (300 * 0.01 + 100 * 0.001);

test('a trial takes its start, and for each epoch its training and its validation', () => {
  const { least, likely, most } = seconds([equal({})]);
  expect(likely).toBeCloseTo(1.1 * one, 6);
  expect(least).toBeCloseTo(0.95 * one, 6);
  expect(most).toBeCloseTo(1.4 * one, 6);
});

test('an epoch of a share of the training images takes that share of its training', () => {
  const { least } = seconds([equal({ wholeEpochs: 2.5 })]);
  expect(least).toBeCloseTo(0.95 * (3 + 2.5 * 300 * 0.01 + 10 * 100 * 0.001), 6);
});

test('trials side by side share the work, and at the end some wait for the longest', () => {
  const trainings = [equal({ trials: 8, epochs: 80 })];
  const { least, most } = seconds(trainings, { total: 8, concurrency: 4 });
  expect(least).toBeCloseTo((0.95 * 8 * one) / 4, 6);
  expect(most).toBeCloseTo(1.4 * ((8 * one) / 4 + one * 0.75), 6);
  expect(seconds([equal({})], { concurrency: 4 }).least).toBeCloseTo(0.95 * one, 6);
});

test('the trials that are known stand for all of the sweep', () => {
  const trainings = [equal({ trials: 10, epochs: 100 })];
  expect(seconds(trainings, { total: 1000 }).least).toBeCloseTo(0.95 * 1000 * one, 4);
});

test('a budget of epochs or of hours ends it before', () => {
  const trainings = [equal({ trials: 10, epochs: 100 })];
  const all = seconds(trainings, { total: 10 }).likely;
  expect(seconds(trainings, { total: 10 }, { budget: { epochs: 50 } }).likely).toBeCloseTo(all / 2, 6);
  const { most } = seconds(trainings, { total: 10 }, { budget: { hours: 0.01 } });
  expect(most).toBeCloseTo(36 + 1.4 * one, 6);
});

test('folds validate by their share', () => {
  const keys = { dataset: { path: 'p', folds: 4 }, parameters: { fold: { value: 1 } } };
  expect(seconds([equal({})], {}, keys)).toEqual(seconds([equal({})]));
});

test('a training that was not measured is reckoned from its like, and is less certain', () => {
  const [own, alike, other] = [
    equal({}),
    equal({ flops: 200, batchSize: 8 }),
    equal({ flops: 300, model: 'mlp' }),
  ] as const;
  const steps = timed([own, alike, other], new Map([[own, step]]));
  expect(steps.map(({ measured }) => measured)).toEqual([true, false, false]);
  expect(steps.map(({ trainSeconds: { likely } }) => likely)).toEqual([0.01, 0.02, 0.03]);
  const widths = steps.map(({ trainSeconds: { least, most } }) => most / least);
  expect(widths[0]).toBeCloseTo(1, 6);
  expect(widths[1]).toBeGreaterThan(1.5);
  expect(widths[2]).toBeGreaterThan(widths[1] ?? 0);
  expect(timed([alike], new Map())).toEqual([]);
});
