import { randomStream, trialParameters } from '@tenbin/contracts';
import type { ModelName, NamedArray, TrialParameters } from '@tenbin/contracts';
import { initialWeights } from '@tenbin/models';
import { networkFor } from '../network-for.ts';
import { createStep } from '../step/create-step.ts';
import type { ExportedModel } from './exported-model.ts';

/** One of each way in which a network can be built: batch-norm, shortcuts, depthwise, padding, concatenation, tanh. */
export const exportedNames = [
  'vgg-small',
  'resnet-18',
  'mobilenet-v2',
  'densenet-small',
  'lenet-5',
] as const satisfies ModelName[];

export const side = 32;

/** A network as training leaves it: no weight is 0 or 1, no two alike. */
export function trained(name: ModelName): ExportedModel {
  const inputShape: [number, number, number] = [side, side, 3];
  const classes = ['ant', 'bee', 'cat'];
  const network = networkFor(parametersOf(name), inputShape, classes.length);
  const random = randomStream(1, name);
  const weights = initialWeights(network, 1).map((weight): NamedArray => {
    const values = weight.values.map((value) => value + 0.05 * (random.next() - 0.5));
    return { ...weight, values };
  });
  return {
    network,
    weights,
    labels: { classes, input: { height: side, width: side, channels: 3, range: [0, 1] } },
  };
}

/** Two images of noise as bytes, and as the network sees them. */
export function noise(): { bytes: Uint8Array; input: Float32Array } {
  const random = randomStream(1, 'images');
  const bytes = Uint8Array.from({ length: 2 * side * side * 3 }, () => random.below(256));
  return { bytes, input: Float32Array.from(bytes, (byte) => byte / 255) };
}

/** `[2, classes]` what the step that trains such a network makes of the noise. */
export function predicted(name: ModelName): Float32Array {
  const { network, weights } = trained(name);
  using step = createStep({ network, parameters: parametersOf(name), seed: 1, log: () => undefined });
  step.setWeights(weights);
  return step.predict(noise().bytes);
}

function parametersOf(model: ModelName): TrialParameters {
  return trialParameters.parse({ model });
}
