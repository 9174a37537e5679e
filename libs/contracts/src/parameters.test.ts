import { describe, expect, it } from 'vitest';
import { dependent, dependentNames } from './dependent-parameters.ts';
import { modelNames, optimizerNames } from './names.ts';
import { trialParameters } from './parameters.ts';
import { recordOf } from './record-of.ts';

describe('the parameters of a trial', () => {
  it("are the talk's and Keras's where nothing is said", () => {
    expect(trialParameters.parse({})).toMatchObject({
      model: 'vgg-small',
      optimizer: 'momentum',
      learningRate: 0.01,
      momentum: 0.9,
      loss: 'categoricalCrossentropy',
      labelSmoothing: 0,
      schedule: 'constant',
      weightDecay: 0,
      dropout: 0.5,
      augmentation: 'none',
    });
    expect(trialParameters.parse({ schedule: 'time' }).decay).toBe(5e-4);
    expect(trialParameters.parse({ optimizer: 'adamw' })).toMatchObject({
      learningRate: 0.001,
      weightDecay: 0.004,
    });
    expect(trialParameters.parse({ model: 'resnet-18' })).toMatchObject({ dropout: 0, zeroInit: false });
  });

  it.each([...modelNames])('parse to themselves once they are filled in (%s)', (model) => {
    for (const optimizer of optimizerNames) {
      const parameters = trialParameters.parse({ model, optimizer, loss: 'focal', schedule: 'plateau' });
      expect(trialParameters.parse(JSON.parse(JSON.stringify(parameters)))).toEqual(parameters);
    }
  });

  it.each([
    [{ optimizer: 'adam', momentum: 0.9 }, 'momentum', 'is used by the optimizer momentum, nesterov only'],
    [{ decay: 0.1 }, 'decay', 'is used by the schedule time only'],
    [{ loss: 'meanSquaredError', labelSmoothing: 0.1 }, 'labelSmoothing', 'is used by the loss'],
    [{ model: 'mlp', zeroInit: true }, 'zeroInit', 'is used by the model resnet-18'],
  ])('%j is refused: nothing would use it', (given, name, message) => {
    const { error } = trialParameters.safeParse(given);
    expect(error?.issues).toHaveLength(1);
    expect(error?.issues[0]?.path).toEqual([name]);
    expect(error?.issues[0]?.message).toContain(message);
  });

  it('name every dependent one in the list that is gone through', () => {
    expect(dependentNames.toSorted()).toEqual(Object.keys(dependent).toSorted());
  });
});

describe('recordOf', () => {
  it('holds a value for each key, and refuses a key twice', () => {
    expect(recordOf(['a', 'b'], (key) => `${key}!`)).toEqual({ a: 'a!', b: 'b!' });
    expect(() => recordOf(['a', 'a'], () => 1)).toThrow(TypeError);
  });
});
