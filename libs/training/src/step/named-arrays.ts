import type { NamedArray } from '@tenbin/contracts';
import * as tf from '@tensorflow/tfjs';

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
  const places = variables.map(({ name, variable }) => ({ name, shape: variable.shape, variable }));
  const pairs = matched(places, arrays);
  tf.tidy(() => {
    for (const [{ variable }, { values, shape }] of pairs) variable.assign(tf.tensor(values, shape));
  });
}

/**
 * Each place beside the array of its name.
 * @throws RangeError when a name or shape does not fit, or an array has no place
 */
export function matched<Place extends { name: string; shape: readonly number[] }>(
  places: Place[],
  arrays: NamedArray[],
): [Place, NamedArray][] {
  const byName = new Map(arrays.map((array) => [array.name, array]));
  const pairs = places.map((place): [Place, NamedArray] => {
    const { name, shape } = place;
    const array = byName.get(name);
    if (array === undefined) throw new RangeError(`there is no array for ${name}`);
    if (array.shape.join() !== shape.join()) {
      throw new RangeError(`${name} is ${shape.join('×')}, and the array is ${array.shape.join('×')}`);
    }
    return [place, array];
  });
  if (byName.size !== places.length) {
    const known = new Set(places.map(({ name }) => name));
    throw new RangeError(`${[...byName.keys()].find((name) => !known.has(name))} belongs to another network`);
  }
  return pairs;
}
