import { describe, expect, it } from 'vitest';
import { sweepSpec } from './sweep-spec.ts';

/** What is said of the parameters of a random search, behind `parameters.`. */
function told(parameters: object): string[] {
  const sweep = { name: 'x', dataset: { path: 'd' }, method: 'random', budget: { trials: 3 } };
  const { error } = sweepSpec.safeParse({ ...sweep, parameters });
  return (error?.issues ?? []).map(({ path, message }) => `${path.slice(1).join('.')} ${message}`);
}

describe('a condition', () => {
  it.each([
    [{ optimizer: 'adam' }, { optimizer: { values: ['sgd'] } }, 'optimizer is sgd'],
    [{ optimizer: ['adam', 'eve'] }, {}, 'optimizer is momentum by default'],
    [
      { learningRate: 0.5 },
      { learningRate: { min: 0.1, max: 1 } },
      'range 0.1 to 1, which meets no single value',
    ],
    [
      { batchSize: 9 },
      { batchSize: { min: 8, max: 16, step: 2 } },
      'batchSize is the range 8 to 16 in steps of 2',
    ],
    [
      { batchSize: 18 },
      { batchSize: { min: 8, max: 17, step: 2 } },
      'batchSize is the range 8 to 17 in steps of 2',
    ],
    [{ batchSize: 17 }, { batchSize: { min: 8, max: 16 } }, 'batchSize is the range 8 to 16'],
    [{ imageSize: 28 }, {}, 'imageSize is not among the parameters, and has no default'],
    [{ momentum: 0.9 }, { optimizer: { values: ['adam', 'sgd'] } }, 'momentum is not among the parameters'],
    [{ dropout: 0.3 }, { model: { values: ['mlp', 'zfnet'] } }, 'dropout is 0 or 0.5 by default'],
    [
      { loss: 'focal' },
      { loss: { value: 'meanSquaredError', when: { optimizer: 'momentum' } } },
      'loss is meanSquaredError or categoricalCrossentropy',
    ],
  ])('%j that cannot hold beside %j is refused where it stands', (when, others, why) => {
    const [name = ''] = Object.keys(when);
    const lines = told({ ...others, epochs: { values: [1, 2], when } });
    expect(lines).toEqual([expect.stringContaining(`epochs.when.${name} never holds: `)]);
    expect(lines[0]).toContain(why);
  });

  it.each([
    [{ optimizer: ['adam', 'sgd'] }, { optimizer: { values: ['sgd'] } }],
    [{ optimizer: 'momentum' }, {}],
    [{ batchSize: 10 }, { batchSize: { min: 8, max: 16, step: 2 } }],
    [{ batchSize: 11 }, { batchSize: { min: 8, max: 16 } }],
    [{ dropout: 0.3 }, { dropout: { min: 0, max: 0.5, step: 0.1 } }],
    [{ learningRate: 0.001 }, { optimizer: { values: ['sgd', 'adam'] } }],
    [{ momentum: 0.9 }, { optimizer: { values: ['sgd', 'nesterov'] } }],
    [{ dropout: 0.5 }, { model: { values: ['mlp', 'zfnet'] } }],
    [{ loss: 'categoricalCrossentropy' }, { loss: { value: 'focal', when: { optimizer: 'momentum' } } }],
    [{ zeroInit: false }, { model: { value: 'mlp' } }],
  ])('%j that can hold beside %j is taken', (when, others) => {
    expect(told({ ...others, epochs: { values: [1, 2], when } })).toEqual([]);
  });

  it('on its own parameter is refused where it stands', () => {
    expect(told({ epochs: { values: [1, 2], when: { epochs: 1 } } })).toEqual([
      'epochs.when.epochs hangs on itself; a condition names other parameters',
    ]);
  });

  it('in a circle is refused once, at one of its conditions', () => {
    const circle = {
      batchSize: { values: [16, 64], when: { epochs: 1, optimizer: 'momentum' } },
      epochs: { values: [1, 2], when: { dropout: 0 } },
      dropout: { values: [0, 0.5], when: { batchSize: 16 } },
      rotate: { values: [0, 5], when: { dropout: 0.5 } },
    };
    expect(told(circle)).toEqual([
      'batchSize.when.epochs goes in a circle: batchSize waits for epochs, epochs waits for dropout, dropout waits for batchSize; remove one of the conditions',
    ]);
  });

  it('on a default that hangs on what has the condition is a circle, too', () => {
    const optimizer = { values: ['adam', 'momentum'], when: { momentum: 0.9 } };
    expect(told({ optimizer })).toEqual([
      'optimizer.when.momentum goes in a circle: optimizer waits for momentum, momentum waits for optimizer; remove one of the conditions',
    ]);
    const rate = { learningRate: { values: [0.1, 0.2], when: { epochs: 1 } }, epochs: { values: [1, 2] } };
    expect(told(rate)).toEqual([]);
  });

  it('of a parameter that has no use anyway is not told of twice', () => {
    const lines = told({ momentum: { value: 0.5, when: { optimizer: 'adam' } } });
    expect(lines).toEqual([expect.stringContaining('momentum is used by the optimizer momentum')]);
  });
});
