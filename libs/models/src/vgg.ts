import { seedFor } from '@tenbin/contracts';
import * as tf from '@tensorflow/tfjs';
import type { ModelFactory, ModelRequest } from './model-factory.ts';
import { SeededDropout } from './seeded-dropout.ts';

/** A row of the paper's table 1: channels of each 3 × 3 convolution, `pool` halves height and width. */
type Configuration = readonly (number | 'pool')[];

/** The first two blocks of configuration B at half its channels: enough for pictures of 32 × 32. */
const small: Configuration = [32, 32, 'pool', 64, 64, 'pool'];

/**
 * A small network after K. Simonyan and A. Zisserman, Very Deep Convolutional Networks for Large-Scale Image
 * Recognition, arXiv 1409.1556, section 2.1: 3 × 3 convolutions with stride 1 that keep the size, ReLU after each,
 * 2 × 2 max-pools with stride 2. One hidden dense layer of 128 instead of two of 4096, and dropout (section 3.1)
 * before the classifier.
 */
export const vggSmall: ModelFactory = {
  summary: 'small VGG for 32 × 32 images, 4 convolutions (after Simonyan & Zisserman 2014)',
  inputShape: [32, 32, 3],
  smallestSide: 4,
  build: (request) => vgg({ ...request, configuration: small, hidden: 128 }),
};

interface VggRequest extends ModelRequest {
  configuration: Configuration;
  /** Units of the hidden dense layer. */
  hidden: number;
}

function vgg({ configuration, hidden, inputShape, classes, dropout, seed }: VggRequest): tf.LayersModel {
  const input = tf.input({ shape: inputShape, name: 'images' });
  let x = input; // [batch, height, width, channels]
  let [block, layer] = [1, 1];
  for (const item of configuration) {
    if (item === 'pool') {
      x = chain(tf.layers.maxPooling2d({ poolSize: 2, strides: 2, name: `block${block}_pool` }), x);
      [block, layer] = [block + 1, 1];
    } else {
      x = chain(convolution({ name: `block${block}_conv${layer}`, filters: item, seed }), x);
      layer += 1;
    }
  }
  x = chain(tf.layers.flatten({ name: 'flatten' }), x); // [batch, height / 4 · width / 4 · 64]
  x = chain(dense({ name: 'hidden', units: hidden, seed, activation: 'relu' }), x);
  if (dropout > 0) x = chain(new SeededDropout({ name: 'dropout', rate: dropout, seed }), x);
  x = chain(dense({ name: 'logits', units: classes, seed }), x); // [batch, classes]
  x = chain(tf.layers.activation({ activation: 'softmax', name: 'probabilities' }), x);
  return tf.model({ inputs: input, outputs: x });
}

function convolution({ name, filters, seed }: { name: string; filters: number; seed: number }) {
  return tf.layers.conv2d({
    name,
    filters,
    kernelSize: 3,
    padding: 'same',
    activation: 'relu',
    kernelInitializer: initial(seed, name),
  });
}

interface DenseRequest {
  name: string;
  units: number;
  seed: number;
  activation?: 'relu';
}

function dense({ name, units, seed, activation }: DenseRequest) {
  return tf.layers.dense({
    name,
    units,
    kernelInitializer: initial(seed, name),
    ...(activation === undefined ? {} : { activation }),
  });
}

/** Glorot's initialiser, which the paper recommends after the fact (section 3.1), from a stream of the layer's own. */
function initial(seed: number, layer: string) {
  return tf.initializers.glorotUniform({ seed: seedFor(seed, `initial/${layer}`) });
}

/** The symbolic output of `layer` on the one input `x`. */
function chain(layer: tf.layers.Layer, x: tf.SymbolicTensor): tf.SymbolicTensor {
  const output = layer.apply(x);
  if (output instanceof tf.SymbolicTensor) return output;
  throw new TypeError(`the layer ${layer.name} has not one symbolic output`);
}
