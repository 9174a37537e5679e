import type { NamedArray, Network } from '@tenbin/contracts';
import type { TrainedWeights } from '../checkpoint/read-checkpoint.ts';
import { networkFor } from '../network-for.ts';

/** A trained network with all that is needed to use it elsewhere. */
export interface ExportedModel {
  network: Network;
  /** Every weight of the network, in any order. */
  weights: NamedArray[];
  labels: Labels;
}

/** What the numbers that go in and come out mean. */
export interface Labels {
  /** In the order of the outputs. */
  classes: string[];
  input: { height: number; width: number; channels: number; range: [number, number] };
}

/** @throws AppError `model_invalid` when this Tenbin cannot build the network any more */
export function exportedModel({ origin, weights }: TrainedWeights): ExportedModel {
  const { parameters, inputShape, classes } = origin;
  const [height, width, channels] = inputShape;
  const network = networkFor(parameters, inputShape, classes.length);
  return { network, weights, labels: { classes, input: { height, width, channels, range: [0, 1] } } };
}

/** The values of `name`. @throws RangeError when they are not there or of another shape */
export function valuesOf(
  weights: NamedArray[],
  { name, shape }: { name: string; shape: number[] },
): Float32Array {
  const found = weights.find((weight) => weight.name === name);
  if (found?.shape.join() === shape.join()) return found.values;
  throw new RangeError(`the weights hold no ${name} of ${shape.join(' × ')}`);
}
