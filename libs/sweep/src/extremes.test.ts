import { sweepSpec } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { extremesOf } from './extremes.ts';

function specOf(parameters: object, rest: object = { method: 'random', budget: { trials: 1 } }) {
  return sweepSpec.parse({ name: 'test', dataset: { path: 'p' }, parameters, ...rest });
}

test('what counts has all its values and both ends of its range, the rest one value', () => {
  const spec = specOf({
    model: { values: ['mlp', 'vgg-small'] },
    batchSize: { min: 8, max: 256, scale: 'log' },
    epochs: { values: [1, 2, 3] },
    learningRate: { min: 1e-4, max: 1 },
  });
  const extremes = extremesOf(spec, ['model', 'batchSize']);
  expect(extremes.map(({ model, batchSize }) => `${model} ${batchSize}`).toSorted()).toEqual(
    ['mlp 256', 'mlp 8', 'vgg-small 256', 'vgg-small 8'].toSorted(),
  );
  for (const { epochs, learningRate } of extremes) expect([epochs, learningRate]).toEqual([1, 1e-4]);
});

test('what a counting parameter hangs on counts too, and that one exists only where its condition holds', () => {
  const spec = specOf({
    optimizer: { values: ['sgd', 'adam', 'momentum'] },
    batchSize: { values: [16, 512], when: { optimizer: 'adam' } },
    epochs: { values: [1, 2] },
  });
  const settings = extremesOf(spec, ['batchSize']).map(({ optimizer, batchSize }) => [optimizer, batchSize]);
  expect(settings).toHaveLength(4);
  expect(settings).toEqual(
    expect.arrayContaining([
      ['sgd', undefined],
      ['momentum', undefined],
      ['adam', 16],
      ['adam', 512],
    ]),
  );
});

test('what a condition tells apart in the middle of a range is among them, and the ends of the rest', () => {
  const stepped = specOf({
    batchSize: { min: 16, max: 96, step: 16 },
    imageSize: { value: 1, when: { batchSize: [32, 96] } },
  });
  const pairs = (spec: typeof stepped) =>
    extremesOf(spec, ['imageSize']).map(({ batchSize, imageSize }) => [batchSize, imageSize]);
  expect(pairs(stepped)).toHaveLength(5);
  expect(pairs(stepped)).toEqual(
    expect.arrayContaining([
      [32, 1],
      [96, 1],
      [16, undefined],
      [48, undefined],
      [80, undefined],
    ]),
  );
  const whole = specOf({
    batchSize: { min: 16, max: 512, scale: 'log' },
    imageSize: { value: 1, when: { batchSize: [100, 16] } },
  });
  expect(pairs(whole)).toEqual(expect.arrayContaining([[16, 1], [17, undefined], [100, 1], [512, undefined]])); // prettier-ignore
});

test('of a range whose step does not meet its end the last value is an end', () => {
  const spec = specOf({ batchSize: { min: 16, max: 60, step: 16 } });
  expect(extremesOf(spec, ['batchSize'])).toEqual([{ batchSize: 16 }, { batchSize: 48 }]);
});

test('what the default in a condition hangs on counts too', () => {
  const spec = specOf({
    optimizer: { values: ['momentum', 'adam'] },
    batchSize: { values: [16, 512], when: { momentum: 0.9 } },
  });
  const settings = extremesOf(spec, ['batchSize']);
  expect(settings).toHaveLength(3);
  expect(settings).toContainEqual({ optimizer: 'adam' });
  expect(settings).toContainEqual({ optimizer: 'momentum', batchSize: 512 });
});

test('a sweep of ranges that would have millions of settings has few extremes', () => {
  const range = { min: 0.01, max: 0.5 };
  const spec = specOf({
    batchSize: { min: 1, max: 512 },
    dropout: range,
    learningRate: range,
    l2: range,
  });
  expect(extremesOf(spec, ['batchSize'])).toHaveLength(2);
});

test('each case has its own, also what only its values let exist', () => {
  const parameters = {
    optimizer: { values: ['sgd', 'adam'] },
    batchSize: { values: [16, 512], when: { optimizer: 'adam' } },
  };
  const cases = { large: { model: 'vgg-16', optimizer: 'adam' }, small: { optimizer: 'sgd', imageSize: 8 } };
  const settings = extremesOf(specOf(parameters, { cases }), ['model', 'batchSize', 'imageSize']);
  expect(settings).toEqual([
    { model: 'vgg-16', optimizer: 'adam', batchSize: 16 },
    { model: 'vgg-16', optimizer: 'adam', batchSize: 512 },
    { optimizer: 'sgd', imageSize: 8 },
  ]);
});
