import type { Layer, Network } from '@tenbin/contracts';
import { countOf } from '../network/shapes.ts';

/**
 * Floating-point operations of one forward pass of one picture, a multiplication and an addition counted as two.
 * Counted as TensorFlow's profiler does, which says 30.96 G for VGG-16: 2 for each kernel weight that a convolution
 * or dense layer applies, 1 for each bias added, 1 for each number that a pool reads or an addition adds, 2 for each
 * number that batch-norm scales and shifts, 5 for each number of a softmax. ReLU and copies are not counted.
 */
export function flopsOf({ layers }: Network): number {
  const sizes = new Map(layers.map(({ name, output }) => [name, countOf(output)]));
  return layers.reduce((sum, layer) => {
    const read = layer.inputs.reduce((total, name) => total + (sizes.get(name) ?? 0), 0);
    return sum + flopsOfLayer(layer, read);
  }, 0);
}

/** @param read numbers that come in */
function flopsOfLayer(layer: Layer, read: number): number {
  const written = countOf(layer.output);
  switch (layer.kind) {
    case 'conv2d':
    case 'depthwiseConv2d':
    case 'dense': {
      const kernel = layer.weights[0]?.shape ?? [];
      const applied = countOf(layer.kind === 'depthwiseConv2d' ? kernel.slice(0, 2) : kernel.slice(0, -1));
      return written * (2 * applied + Number(layer.useBias));
    }
    case 'batchNormalization':
      return 2 * written;
    case 'activation':
      return layer.activation === 'softmax' ? 5 * written : 0;
    case 'maxPooling2d':
    case 'averagePooling2d':
      return written * layer.size[0] * layer.size[1];
    case 'globalAveragePooling2d':
      return read;
    case 'add':
      return read - written;
    case 'input':
    case 'zeroPadding2d':
    case 'flatten':
    case 'dropout':
    case 'concatenate':
    default:
      return 0;
  }
}
