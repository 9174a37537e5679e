import { AppError, sweepSpec } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { product, valuesIn } from './grid.ts';
import { spaceOf } from './space.ts';
import type { SearchSpace } from './space.ts';

function spaceFrom(parameters: object): SearchSpace {
  return spaceOf(sweepSpec.parse({ name: 'test', dataset: { path: 'p' }, parameters }).parameters);
}

/** Every setting of a grid as its values in the order of `names`. */
function settingsOf(parameters: object, names: readonly string[]): string[] {
  const settings = [...product(spaceFrom(parameters), ({ domain }) => valuesIn(domain))];
  return settings.map((setting) => names.map((name) => setting[name] ?? '-').join(' ')).toSorted();
}

describe('a condition', () => {
  it('does not hold for a parameter that has no use beside what was chosen', () => {
    const parameters = {
      optimizer: { values: ['momentum', 'adam'] },
      momentum: { values: [0.9, 0.5], when: { optimizer: 'momentum' } },
      batchSize: { values: [8, 16], when: { momentum: 0.9 } },
    };
    expect(settingsOf(parameters, ['optimizer', 'momentum', 'batchSize'])).toEqual([
      'adam - -',
      'momentum 0.5 -',
      'momentum 0.9 16',
      'momentum 0.9 8',
    ]);
  });

  it('sees the default that a parameter has beside what was chosen, and not that of a trial of defaults', () => {
    const model = { values: ['vgg-16', 'lenet-5'] };
    const batchSize = { values: [8, 16] };
    const beside = (when: object) =>
      settingsOf({ model, batchSize: { ...batchSize, when } }, ['model', 'batchSize']);
    expect(beside({ dropout: 0.5 })).toEqual(['lenet-5 -', 'vgg-16 16', 'vgg-16 8']);
    expect(beside({ dropout: 0 })).toEqual(['lenet-5 16', 'lenet-5 8', 'vgg-16 -']);
  });

  it('waits for what a default hangs on, wherever that comes in the table', () => {
    const optimizer = { values: ['momentum', 'adam'] };
    const batchSize = { values: [8, 16], when: { momentum: 0.9 } };
    const left = { optimizer, batchSize };
    expect(spaceFrom(left).map(({ name }) => name)).toEqual(['optimizer', 'batchSize']);
    expect(settingsOf(left, ['optimizer', 'batchSize'])).toEqual(['adam -', 'momentum 16', 'momentum 8']);
    // A parameter with a condition has its default where that does not hold.
    const rate = { value: 0.1, when: { epochs: 1 } };
    const some = {
      epochs: { values: [1, 2] },
      batchSize: { value: 8, when: { learningRate: 0.001 } },
      learningRate: rate,
      optimizer: { values: ['sgd', 'adam'] },
    };
    expect(settingsOf(some, ['epochs', 'optimizer', 'batchSize'])).toEqual([
      '1 adam -',
      '1 sgd -',
      '2 adam 8',
      '2 sgd -',
    ]);
  });

  it('that waits for itself, alone or through others, is refused', () => {
    const inCircle = () =>
      spaceOf({
        dropout: { values: [0, 0.5], when: { batchSize: 16 } },
        batchSize: { values: [16, 64], when: { dropout: 0 } },
      });
    expect(inCircle).toThrow(AppError);
    expect(inCircle).toThrow('the conditions of batchSize and dropout wait for each other');
    // The momentum that is left out has its default beside the optimizer.
    const optimizer = { values: ['momentum', 'nesterov'], when: { momentum: 0.9 } };
    expect(() => spaceOf({ optimizer })).toThrow('the condition of optimizer waits for its own value');
  });
});
