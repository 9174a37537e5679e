import type { LayerKind, Network } from '@tenbin/contracts';
import { countOf } from '../network/shapes.ts';

/**
 * What the gradient of a layer reads again of the forward pass: what came in, what came out (ReLU's gradient is told
 * by its result), or neither. An activation inside a convolution or dense layer makes it read its output too.
 */
const readsAgain: Record<LayerKind, { input: boolean; output: boolean }> = {
  input: { input: false, output: false },
  conv2d: { input: true, output: false },
  depthwiseConv2d: { input: true, output: false },
  dense: { input: true, output: false },
  batchNormalization: { input: true, output: false },
  activation: { input: false, output: true },
  maxPooling2d: { input: true, output: true },
  averagePooling2d: { input: false, output: false },
  globalAveragePooling2d: { input: false, output: false },
  zeroPadding2d: { input: false, output: false },
  flatten: { input: false, output: false },
  dropout: { input: false, output: true },
  add: { input: false, output: false },
  concatenate: { input: false, output: false },
};

/** Numbers of one picture that a training step keeps from its forward to its backward pass. */
export function keptOutputs({ layers }: Network): number {
  const kept = new Set<string>();
  for (const layer of layers) {
    const { input, output } = readsAgain[layer.kind];
    const activated = 'activation' in layer && layer.activation !== 'linear';
    if (input) for (const name of layer.inputs) kept.add(name);
    if (output || activated) kept.add(layer.name);
  }
  // A flattened map is the map itself, under another shape.
  const copies = layers.filter(({ kind, name, inputs }) => {
    return kept.has(name) && !(kind === 'flatten' && inputs.every((input) => kept.has(input)));
  });
  return copies.reduce((sum, { output }) => sum + countOf(output), 0);
}
