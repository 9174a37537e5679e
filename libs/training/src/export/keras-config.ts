import type { FeatureShape, Json, Layer, Network } from '@tenbin/contracts';
import { kerasLayer } from './keras-layer.ts';
import { kerasOrder } from './keras-order.ts';

/** The version whose files these are like. */
export const kerasVersion = '3.11.3';

const dtype: Json = {
  module: 'keras',
  class_name: 'DTypePolicy',
  config: { name: 'float32' },
  registered_name: null,
};

/** What Keras 3 keeps as the `config.json` of a `.keras` file. */
export function kerasConfig(network: Network): Json {
  const shapes = new Map(network.layers.map(({ name, output }) => [name, output]));
  const [input, output] = [network.layers[0]?.name ?? '', network.layers.at(-1)?.name ?? ''];
  return {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: {
      name: network.name,
      trainable: true,
      layers: kerasOrder(network).map((layer) => layerConfig(layer, shapes)),
      input_layers: [input, 0, 0],
      output_layers: [output, 0, 0],
    },
    registered_name: 'Functional',
    build_config: { input_shape: null },
    compile_config: {},
  };
}

function layerConfig(layer: Layer, shapes: Map<string, FeatureShape>): Json {
  const { name, inputs } = layer;
  const { className, config } = kerasLayer(layer);
  const common = { module: 'keras.layers', class_name: className, registered_name: null, name };
  if (layer.kind === 'input') {
    const own = { name, batch_shape: batchOf(layer.output), dtype: 'float32', sparse: false, ragged: false };
    return { ...common, config: own, inbound_nodes: [] };
  }
  const tensors = inputs.map((from) => tensorOf(from, shapes.get(from)));
  const [first = null] = tensors;
  // A layer of several inputs takes them as one list.
  const argument: Json = layer.kind === 'add' || layer.kind === 'concatenate' ? tensors : first;
  return {
    ...common,
    config: { name, trainable: true, dtype, ...config },
    inbound_nodes: [{ args: [argument], kwargs: {} }],
  };
}

function tensorOf(layer: string, shape: FeatureShape = [0]): Json {
  return {
    class_name: '__keras_tensor__',
    config: { shape: batchOf(shape), dtype: 'float32', keras_history: [layer, 0, 0] },
  };
}

function batchOf(shape: FeatureShape): Json[] {
  return [null, ...shape];
}
