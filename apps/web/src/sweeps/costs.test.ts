import { sweepSpec } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { beyond, costsOf } from './costs.ts';

const spec = (parameters: object) => sweepSpec.parse({ name: 'a', dataset: { path: 'b' }, parameters });
const small = { side: 28, classes: 3 };

describe('the costs of a sweep', () => {
  it('are those of each model at each batch size, with the optimizer that remembers most', () => {
    const costs = costsOf(
      spec({
        model: { values: ['mlp', 'vgg-16'] },
        batchSize: { values: [8, 16] },
        optimizer: { values: ['sgd', 'adam'] },
      }),
      small,
    );
    expect(costs.map(({ model, batchSize }) => `${model} ${batchSize}`)).toEqual([
      'mlp 8',
      'mlp 16',
      'vgg-16 8',
      'vgg-16 16',
    ]);
    const [sgd] = costsOf(
      spec({ model: { value: 'vgg-16' }, batchSize: { value: 8 }, optimizer: { value: 'sgd' } }),
      small,
    );
    expect(costs[2]?.description?.trainingBytes).toBeGreaterThan(sgd?.description?.trainingBytes ?? Infinity);
  });

  it('are counted at the size that is trained at', () => {
    const side = (parameters: object, images: typeof small | { side: null; classes: null }) =>
      costsOf(spec({ model: { value: 'vgg-16' }, ...parameters }), images)[0]?.side;
    expect(side({}, small)).toBe(32);
    expect(side({}, { side: null, classes: null })).toBe(224);
    const sizes = costsOf(spec({ model: { value: 'vgg-16' }, imageSize: { values: [64, 128] } }), small);
    expect(sizes.map((cost) => cost.side)).toEqual([64, 128]);
  });

  it('follow the conditions of the sweep', () => {
    const costs = costsOf(
      spec({
        model: { values: ['mlp', 'vgg-16'] },
        imageSize: { value: 16, when: { model: 'mlp' } },
        batchSize: { value: 4096, when: { model: 'mlp' } },
      }),
      small,
    );
    expect(costs.map(({ model, side, batchSize }) => [model, side, batchSize])).toEqual([
      ['mlp', 16, 4096],
      ['vgg-16', 32, 64],
    ]);
    expect(costs.every(({ problem }) => problem === null)).toBe(true);
  });

  it('are those of every case', () => {
    const cases = { plain: {}, large: { model: 'vgg-16', batchSize: 4 } };
    const sweep = { name: 'a', dataset: { path: 'b' }, parameters: { model: { value: 'mlp' } }, cases };
    const costs = costsOf(sweepSpec.parse(sweep), small);
    expect(costs.map(({ model, batchSize }) => `${model} ${batchSize}`).toSorted()).toEqual([
      'mlp 64',
      'vgg-16 4',
    ]);
  });

  it('of a range are those of its ends', () => {
    const costs = costsOf(
      sweepSpec.parse({
        name: 'a',
        dataset: { path: 'b' },
        method: 'random',
        budget: { trials: 9 },
        parameters: { batchSize: { min: 4, max: 256, scale: 'log' }, learningRate: { min: 0.01, max: 1 } },
      }),
      small,
    );
    expect(costs.map(({ batchSize }) => batchSize)).toEqual([4, 256]);
  });

  it('say what a model cannot take', () => {
    const [cost] = costsOf(spec({ model: { value: 'vgg-16' }, imageSize: { value: 16 } }), small);
    expect(cost).toMatchObject({ description: null });
    expect(cost?.problem).toContain('vgg-16 cannot take images of 16 × 16');
  });

  it('are held against the memory of a machine', () => {
    const costs = costsOf(spec({ model: { value: 'vgg-16' }, batchSize: { values: [1, 512, 4096] } }), small);
    const memory = costs[1]?.description?.trainingBytes ?? 0;
    expect(beyond(costs, memory).map(({ batchSize }) => batchSize)).toEqual([4096]);
    expect(beyond(costs, memory - 1).map(({ batchSize }) => batchSize)).toEqual([4096, 512]);
  });
});
