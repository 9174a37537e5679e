import type { ParameterName, TrialRow } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { effectsOf } from './effects-of.ts';
import { runOf } from './runs.fixture.ts';
import { wilson } from '../statistics/wilson.ts';

/** Four runs of each batch size: of 16 all overfit, of 64 one. */
const runs = [16, 64].flatMap((batchSize) =>
  [1, 2, 3, 4].map((seed) =>
    runOf(batchSize + seed, {
      parameters: { batchSize },
      state: batchSize === 16 || seed === 1 ? 'overfitting' : 'healthy',
      gap: batchSize === 16 ? 0.5 + seed / 10 : 0.1,
      accuracy: 0.8 + seed / 100,
      seconds: 6400 / batchSize,
      seed,
    }),
  ),
);

const named = (of: readonly TrialRow[], name: ParameterName) =>
  effectsOf(of, null).find((effect) => effect.name === name);

test('each value has its runs, its overfit rate, its gap, its accuracy and its time', () => {
  const [small, large] = named(runs, 'batchSize')?.values ?? [];
  expect(small).toMatchObject({ value: 16, runs: 4, overfit: 4, rate: wilson(4, 4), seconds: 400 });
  expect(large).toMatchObject({ value: 64, runs: 4, overfit: 1, rate: wilson(1, 4), seconds: 100 });
  expect(small?.gap.value).toBeCloseTo(0.75, 12);
  // t.ppf(.95, 3) × std([.6, .7, .8, .9]) / 2
  expect(small?.gap.high).toBeCloseTo(0.75 + (2.353_363_4 * 0.129_099_44) / 2, 6);
  expect(small?.accuracy.value).toBeCloseTo(0.825, 12);
});

test('seeds and folds are no settings, and what does not vary has no effect', () => {
  expect(effectsOf(runs, null).map(({ name }) => name)).toEqual(['batchSize']);
  const folds = [1, 2, 3].map((fold) => runOf(fold, { parameters: { fold } }));
  expect(effectsOf(folds, null)).toEqual([]);
});

test('what the optimizer brings with it is named once, along with it', () => {
  const mixed = ['momentum', 'adam', 'sgd'].flatMap((optimizer) =>
    [1, 2].map((seed) => runOf(seed, { parameters: { optimizer }, seed })),
  );
  expect(effectsOf(mixed, null)).toMatchObject([{ name: 'optimizer', along: ['learningRate', 'momentum'] }]);
});

test('a rate that is tried beside the optimizer is an effect of its own, and null is where it has no use', () => {
  const mixed = ['momentum', 'adam'].flatMap((optimizer) =>
    [0.001, 0.01].flatMap((learningRate) =>
      [0.5, 0.9].map((momentum, at) =>
        runOf(at, { parameters: { optimizer, learningRate, ...(optimizer === 'adam' ? {} : { momentum }) } }),
      ),
    ),
  );
  expect(
    effectsOf(mixed, null)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(['learningRate', 'momentum', 'optimizer']);
  expect(named(mixed, 'momentum')?.values.map(({ value, runs: count }) => [value, count])).toEqual([
    [null, 4],
    [0.5, 2],
    [0.9, 2],
  ]);
});

test('parameters that change only together are one effect, whatever they are', () => {
  const pairs = [1, 2, 3, 4].map((seed) =>
    runOf(seed, {
      parameters: seed % 2 === 0 ? { batchSize: 16, imageSize: 32 } : { batchSize: 64, imageSize: 48 },
    }),
  );
  expect(effectsOf(pairs, null)).toMatchObject([{ name: 'imageSize', along: ['batchSize'] }]);
});

test('numbers of a random search are bins of about as many runs, with values that were tried', () => {
  const many = Array.from({ length: 50 }, (_, at) =>
    runOf(at, { parameters: { learningRate: 10 ** (-4 + at / 25) } }),
  );
  const values = named(many, 'learningRate')?.values ?? [];
  expect(values.map((each) => each.runs)).toEqual([10, 10, 10, 10, 10]);
  expect(values[0]?.label).toBe('0.0001–0.00023');
  expect(values[0]?.value).toBeCloseTo(10 ** (-4 + 4 / 25), 12);
});

test('the strongest is first: the one by which overfitting differs most', () => {
  const mixed = runs.map((run, at) => ({
    ...run,
    config: { ...run.config, parameters: { ...run.config.parameters, dropout: at % 2 === 0 ? 0 : 0.5 } },
  }));
  expect(effectsOf(mixed.toReversed(), null).map(({ name }) => name)).toEqual(['batchSize', 'dropout']);
});

test('only what has been judged counts', () => {
  const others = [
    runOf(90, { parameters: { batchSize: 16 }, state: null }),
    runOf(91, { parameters: { batchSize: 16 }, state: 'unclear' }),
    runOf(92, { parameters: { batchSize: 16 }, status: 'running' }),
    runOf(93, { parameters: { batchSize: 16 }, status: 'pruned' }),
  ];
  expect(effectsOf([...runs, ...others], null)).toEqual(effectsOf(runs, null));
  const stopped = runOf(94, { parameters: { batchSize: 16 }, status: 'pruned', state: 'overfitting' });
  expect(named([...runs, stopped], 'batchSize')?.values[0]).toMatchObject({
    runs: 5,
    overfit: 5,
    seconds: 400,
  });
});
