import * as tf from '@tensorflow/tfjs';
import type { NamedArray } from './train-step.ts';

export interface NamedVariable {
  name: string;
  variable: tf.Variable;
}

/** Copies of what the variables hold. */
export function readArrays(variables: NamedVariable[]): NamedArray[] {
  return variables.map(({ name, variable }) => ({
    name,
    shape: [...variable.shape],
    values: Float32Array.from(variable.dataSync()),
  }));
}

/**
 * Puts each array into the variable of its name; all must be named, in any order.
 * @throws RangeError when a name or shape does not fit; nothing is changed then
 */
export function writeArrays(variables: NamedVariable[], arrays: NamedArray[]): void {
  const byName = new Map(arrays.map((array) => [array.name, array]));
  const pairs = variables.map(({ name, variable }) => {
    const array = byName.get(name);
    if (array === undefined) throw new RangeError(`there is no array for ${name}`);
    if (array.shape.join() !== variable.shape.join()) {
      throw new RangeError(
        `${name} is ${variable.shape.join('×')}, and the array is ${array.shape.join('×')}`,
      );
    }
    return { variable, array };
  });
  if (byName.size !== variables.length) {
    const known = new Set(variables.map(({ name }) => name));
    throw new RangeError(`${[...byName.keys()].find((name) => !known.has(name))} belongs to another network`);
  }
  tf.tidy(() => {
    for (const { variable, array } of pairs) variable.assign(tf.tensor(array.values, array.shape));
  });
}
