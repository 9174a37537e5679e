import { AppError } from '@tenbin/contracts';
import type { FeatureShape, Layer, Network, Weight } from '@tenbin/contracts';
import type * as tf from '@tensorflow/tfjs';
import { LayerConfig } from './layer-config.ts';
import { roleOf } from './layers-model.ts';

/**
 * The way back of `layersModelOf`, also for a user's own model: `model` as data, without its values. A softmax or
 * sigmoid inside its last dense layer becomes a layer of its own.
 * @throws AppError `model_invalid` that names the layer, for a kind or setting that a network cannot hold, for more
 *   than one input or output, and for an end that is no probabilities
 */
export function networkFrom(model: tf.LayersModel): Network {
  const [output, ...others] = model.outputs;
  if (output === undefined || others.length > 0 || model.inputs.length !== 1) {
    throw refusal(`the model ${model.name} has not one input and one output`);
  }
  const found = new Map<string, Layer>();
  collect(output.sourceLayer, found);
  const layers = [...found.values()];
  return { name: model.name, layers: [...layers.slice(0, -1), ...endOf(layers.at(-1), model.name)] };
}

/** Adds a layer after everything that feeds it. */
function collect(layer: tf.layers.Layer, found: Map<string, Layer>): void {
  if (found.has(layer.name)) return;
  const [node, ...reuses] = layer.inboundNodes;
  if (node === undefined || reuses.length > 0) {
    throw refusal(`the layer ${layer.name} is used ${layer.inboundNodes.length} times`);
  }
  for (const from of node.inboundLayers) collect(from, found);
  const read = readers[layer.getClassName()];
  if (read === undefined) {
    throw refusal(`the layer ${layer.name} is a ${layer.getClassName()}, which cannot be trained here`);
  }
  const config = new LayerConfig(layer);
  const inputs = node.inboundLayers.map(({ name }) => name);
  found.set(
    layer.name,
    read(config, { name: layer.name, inputs, output: shapeOf(layer), weights: weightsOf(layer, config) }),
  );
}

/** The last layer, as one that does not make probabilities and one that does nothing else. */
function endOf(last: Layer | undefined, model: string): Layer[] {
  const makesProbabilities =
    last !== undefined &&
    'activation' in last &&
    (last.activation === 'softmax' || last.activation === 'sigmoid');
  if (!makesProbabilities) throw refusal(`the model ${model} does not end in a softmax or a sigmoid`);
  if (last.kind === 'activation') return [last];
  const { activation, output } = last;
  const name = `${last.name}_probabilities`;
  return [
    { ...last, activation: 'linear' },
    { kind: 'activation', name, inputs: [last.name], output, weights: [], activation },
  ];
}

type Base = Omit<Extract<Layer, { kind: 'flatten' }>, 'kind'>;

/** How each class of tfjs is read. */
const readers: Partial<Record<string, (config: LayerConfig, base: Base) => Layer>> = {
  InputLayer: (_, base) => ({ ...base, inputs: [], kind: 'input' }),
  Conv2D: (config, base) => {
    const [filters, useBias] = [config.number('filters'), config.flag('useBias')];
    const activation = config.activation();
    return { ...base, ...convolution(config), kind: 'conv2d', filters, useBias, activation };
  },
  DepthwiseConv2D: (config, base) => {
    config.only({ depthMultiplier: [1], activation: ['linear'], depthwiseRegularizer: [] });
    return { ...base, ...convolution(config), kind: 'depthwiseConv2d', useBias: config.flag('useBias') };
  },
  Dense: (config, base) => {
    config.only(plain);
    if (base.output.length !== 1) throw refusal(`the dense layer ${base.name} needs a flat input`);
    const [units, useBias] = [config.number('units'), config.flag('useBias')];
    return { ...base, kind: 'dense', units, useBias, activation: config.activation() };
  },
  BatchNormalization: (config, base) => {
    config.only({ axis: [-1, base.output.length], center: [true], scale: [true] });
    const [momentum, epsilon] = [config.number('momentum'), config.number('epsilon')];
    return { ...base, kind: 'batchNormalization', momentum, epsilon };
  },
  Activation: (config, base) => ({ ...base, kind: 'activation', activation: config.activation() }),
  ReLU: (config, base) => {
    config.only({ maxValue: [6] });
    return { ...base, kind: 'activation', activation: config.has('maxValue') ? 'relu6' : 'relu' };
  },
  Softmax: (config, base) => {
    config.only({ axis: [-1] });
    return { ...base, kind: 'activation', activation: 'softmax' };
  },
  MaxPooling2D: (config, base) => ({ ...base, ...pool(config), kind: 'maxPooling2d' }),
  AveragePooling2D: (config, base) => ({ ...base, ...pool(config), kind: 'averagePooling2d' }),
  GlobalAveragePooling2D: (config, base) => {
    config.only({ dataFormat: ['channelsLast'] });
    return { ...base, kind: 'globalAveragePooling2d' };
  },
  ZeroPadding2D: (config, base) => {
    config.only({ dataFormat: ['channelsLast'] });
    return { ...base, kind: 'zeroPadding2d', padding: config.border('padding') };
  },
  Flatten: (config, base) => {
    config.only({ dataFormat: ['channelsLast'] });
    return { ...base, kind: 'flatten' };
  },
  Dropout: (config, base) => {
    config.only({ noiseShape: [] });
    return { ...base, kind: 'dropout', rate: config.number('rate') };
  },
  Add: (_, base) => ({ ...base, kind: 'add' }),
  Concatenate: (config, base) => {
    config.only({ axis: [-1, base.output.length] });
    return { ...base, kind: 'concatenate' };
  },
};

/** Settings of layers with a kernel that would be left out without a word. */
const plain = {
  kernelRegularizer: [],
  biasRegularizer: [],
  activityRegularizer: [],
  kernelConstraint: [],
  biasConstraint: [],
};

function convolution(config: LayerConfig) {
  config.only({ ...plain, dataFormat: ['channelsLast'], dilationRate: [1, [1, 1]] });
  return { size: config.pair('kernelSize'), strides: config.pair('strides'), padding: config.padding() };
}

function pool(config: LayerConfig) {
  config.only({ dataFormat: ['channelsLast'] });
  return { size: config.pair('poolSize'), strides: config.pair('strides'), padding: config.padding() };
}

/** The setting that says what a weight of each role starts from. */
const initializerKeys: Partial<Record<string, string>> = {
  kernel: 'kernelInitializer',
  depthwise_kernel: 'depthwiseInitializer',
  bias: 'biasInitializer',
  gamma: 'gammaInitializer',
  beta: 'betaInitializer',
  moving_mean: 'movingMeanInitializer',
  moving_variance: 'movingVarianceInitializer',
};

function weightsOf(layer: tf.layers.Layer, config: LayerConfig): Weight[] {
  const trainable = new Set(layer.trainableWeights.map(({ originalName }) => originalName));
  return layer.weights.map(({ originalName, shape }) => {
    const role = roleOf(originalName);
    return {
      name: `${layer.name}/${role}`,
      shape: shape.map((side) => side ?? 0),
      trainable: trainable.has(originalName),
      initial: config.initial(initializerKeys[role] ?? role),
    };
  });
}

/** The output's shape without the batch. */
function shapeOf(layer: tf.layers.Layer): FeatureShape {
  const [, first, second, third, ...more] = layer.outputShape;
  if (typeof first === 'number' && second === undefined) return [first];
  if (
    typeof first === 'number' &&
    typeof second === 'number' &&
    typeof third === 'number' &&
    more.length === 0
  )
    return [first, second, third];
  throw refusal(
    `the layer ${layer.name} gives ${JSON.stringify(layer.outputShape)}, which is neither flat nor a map`,
  );
}

function refusal(message: string): AppError {
  return new AppError({
    code: 'model_invalid',
    message,
    hint: `Build it from ${Object.keys(readers).join(', ')}, each used once, with sizes that are known.`,
  });
}
