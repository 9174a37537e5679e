import type { Initial, Layer, Network } from '@tenbin/contracts';
import * as tf from '@tensorflow/tfjs';
import type { NamedVariable } from '../step/named-arrays.ts';
import { SeededDropout } from './seeded-dropout.ts';

/**
 * `network` as a tfjs model with the same names of layers and weights. What its weights start from is written down in
 * it but not drawn: they are zeros and ones until `writeArrays(weightsOf(network, model), …)`. The caller disposes it.
 * @param seed decides the masks of its dropout layers, which are `SeededDropout`
 */
export function layersModelOf(network: Network, seed = 0): tf.LayersModel {
  const made = new Map<string, tf.SymbolicTensor>();
  let inputs: tf.SymbolicTensor | undefined;
  let outputs: tf.SymbolicTensor | undefined;
  for (const layer of network.layers) {
    if (layer.kind === 'input') {
      outputs = inputs = tf.input({ shape: layer.output, name: layer.name });
    } else {
      const fed = layer.inputs.map((name) => known(made.get(name), name));
      const [only] = fed;
      outputs = symbolic(tfLayer(layer, seed).apply(fed.length === 1 ? known(only, layer.name) : fed));
    }
    made.set(layer.name, outputs);
  }
  return tf.model({
    name: network.name,
    inputs: known(inputs, 'the input'),
    outputs: known(outputs, 'the output'),
  });
}

/**
 * The variables of `model` in the order of the network's weights, by the network's names: tfjs keeps those that are
 * not trained after all others, and numbers the names of a second model through.
 */
export function weightsOf({ layers }: Network, model: tf.LayersModel): NamedVariable[] {
  return layers.flatMap(({ name: layer, weights }) => {
    if (weights.length === 0) return [];
    const own = new Map(model.getLayer(layer).weights.map((weight) => [roleOf(weight.originalName), weight]));
    return weights.map(({ name }) => {
      const variable = own.get(roleOf(name))?.read();
      if (variable instanceof tf.Variable) return { name, variable };
      throw new TypeError(`the model has no variable ${name}`);
    });
  });
}

/** The last part of a weight's name: `kernel` of `block1_conv1/kernel`. */
export function roleOf(weight: string): string {
  return weight.slice(weight.lastIndexOf('/') + 1);
}

function tfLayer(layer: Exclude<Layer, { kind: 'input' }>, seed: number): tf.layers.Layer {
  const { name } = layer;
  switch (layer.kind) {
    case 'conv2d': {
      const { filters, size: kernelSize, strides, padding, useBias, activation } = layer;
      const kernelInitializer = undrawn(layer, 'kernel');
      return tf.layers.conv2d({
        name,
        filters,
        kernelSize,
        strides,
        padding,
        useBias,
        activation,
        kernelInitializer,
      });
    }
    case 'depthwiseConv2d': {
      const { size: kernelSize, strides, padding, useBias } = layer;
      const depthwiseInitializer = undrawn(layer, 'depthwise_kernel');
      return tf.layers.depthwiseConv2d({
        name,
        kernelSize,
        strides,
        padding,
        useBias,
        depthwiseInitializer,
      });
    }
    case 'dense': {
      const { units, useBias, activation } = layer;
      return tf.layers.dense({
        name,
        units,
        useBias,
        activation,
        kernelInitializer: undrawn(layer, 'kernel'),
      });
    }
    case 'batchNormalization': {
      const { momentum, epsilon } = layer;
      return tf.layers.batchNormalization({
        name,
        momentum,
        epsilon,
        gammaInitializer: undrawn(layer, 'gamma'),
      });
    }
    case 'activation':
      return tf.layers.activation({ name, activation: layer.activation });
    case 'maxPooling2d': {
      const { size: poolSize, strides, padding } = layer;
      return tf.layers.maxPooling2d({ name, poolSize, strides, padding });
    }
    case 'averagePooling2d': {
      const { size: poolSize, strides, padding } = layer;
      return tf.layers.averagePooling2d({ name, poolSize, strides, padding });
    }
    case 'globalAveragePooling2d':
      return tf.layers.globalAveragePooling2d({ name });
    case 'zeroPadding2d':
      return tf.layers.zeroPadding2d({ name, padding: layer.padding });
    case 'flatten':
      return tf.layers.flatten({ name });
    case 'dropout':
      return new SeededDropout({ name, rate: layer.rate, seed });
    case 'add':
      return tf.layers.add({ name });
    case 'concatenate':
    default:
      return tf.layers.concatenate({ name, axis: -1 });
  }
}

type Initializer = ReturnType<typeof tf.initializers.zeros>;

const initializers: Record<Initial, () => Initializer> = {
  zeros: () => tf.initializers.zeros(),
  ones: () => tf.initializers.ones(),
  glorotUniform: () => tf.initializers.glorotUniform({}),
  heNormal: () => tf.initializers.heNormal({}),
};

/** The initialiser of a weight, so that the model tells of it, without its work: tfjs takes seconds to draw a VGG. */
function undrawn({ weights }: Layer, role: string): Initializer {
  const { initial = 'zeros' } = weights.find(({ name }) => roleOf(name) === role) ?? {};
  const initializer = initializers[initial]();
  if (initial !== 'ones') {
    initializer.apply = (shape, dtype) =>
      tf.zeros(
        shape.map((side) => side ?? 0),
        dtype,
      );
  }
  return initializer;
}

function symbolic(output: ReturnType<tf.layers.Layer['apply']>): tf.SymbolicTensor {
  if (output instanceof tf.SymbolicTensor) return output;
  throw new TypeError('a layer has not one symbolic output');
}

function known<Value>(value: Value | undefined, name: string): Value {
  if (value !== undefined) return value;
  throw new TypeError(`the network has no ${name} before it is used`);
}
