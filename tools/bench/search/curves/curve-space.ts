import type { ParameterValue } from '@tenbin/contracts';
import type { SearchSpace, Setting } from '@tenbin/sweep';

/** The parameters of the recorded grid with their values; numbers in ascending order. */
export const curveValues = {
  model: ['mlp', 'lenet-5'],
  optimizer: ['sgd', 'momentum', 'rmsprop', 'adam'],
  learningRate: [0.0001, 0.0005, 0.002, 0.01, 0.05, 0.2],
  batchSize: [16, 64, 256],
  dropout: [0, 0.4],
  augmentation: ['none', 'light'],
} satisfies Record<string, ParameterValue[]>;

/** Epochs of each recorded curve: a whole number of ASHA's rungs at a reduction of 3. */
export const curveEpochs = 27;

export const curveSpace: SearchSpace = Object.entries(curveValues).map(([name, values]) => ({
  name,
  domain: { kind: 'choice', values },
  exists: () => true,
}));

/** Place of a setting in the table of curves: the product of the values, the last parameter varying fastest. */
export function placeInTable(setting: Setting): number {
  return Object.entries<ParameterValue[]>(curveValues).reduce((place, [name, values]) => {
    const at = values.findIndex((value) => value === setting[name]);
    if (at < 0) throw new RangeError(`${name} ${setting[name]} was not recorded`);
    return place * values.length + at;
  }, 0);
}

/** The settings of the table, in its order. */
export function settingsInTable(): Setting[] {
  return Object.entries<ParameterValue[]>(curveValues).reduce<Setting[]>(
    (begun, [name, values]) =>
      begun.flatMap((setting) => values.map((value) => ({ ...setting, [name]: value }))),
    [{}],
  );
}
