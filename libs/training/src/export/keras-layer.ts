import type { Initial, Json, Layer, LayerKind } from '@tenbin/contracts';

/** A layer as Keras's configurations write it; name, dtype and connections are the file format's. */
export interface KerasLayer {
  className: string;
  config: Record<string, Json>;
}

const initializers: Record<Initial, { class_name: string; config: Record<string, Json> }> = {
  glorotUniform: { class_name: 'GlorotUniform', config: { seed: null } },
  heNormal: { class_name: 'HeNormal', config: { seed: null } },
  zeros: { class_name: 'Zeros', config: {} },
  ones: { class_name: 'Ones', config: {} },
};

/** `layer` in the terms that Keras 2 (which tfjs reads) and Keras 3 share. */
export function kerasLayer(layer: Layer): KerasLayer {
  return write(layer.kind, layer);
}

function write<Kind extends LayerKind>(kind: Kind, layer: LayerOf<Kind>): KerasLayer {
  return writers[kind](layer);
}

type LayerOf<Kind extends LayerKind> = Extract<Layer, { kind: Kind }>;

const writers: { [Kind in LayerKind]: (layer: LayerOf<Kind>) => KerasLayer } = {
  input: () => ({ className: 'InputLayer', config: {} }),
  conv2d: (layer) => ({
    className: 'Conv2D',
    config: {
      filters: layer.filters,
      ...convolution(layer),
      use_bias: layer.useBias,
      activation: layer.activation,
      kernel_initializer: initializerOf(layer, 'kernel'),
      bias_initializer: initializerOf(layer, 'bias'),
    },
  }),
  depthwiseConv2d: (layer) => ({
    className: 'DepthwiseConv2D',
    config: {
      depth_multiplier: 1,
      ...convolution(layer),
      use_bias: layer.useBias,
      activation: 'linear',
      depthwise_initializer: initializerOf(layer, 'depthwise_kernel'),
      bias_initializer: initializerOf(layer, 'bias'),
    },
  }),
  dense: (layer) => ({
    className: 'Dense',
    config: {
      units: layer.units,
      use_bias: layer.useBias,
      activation: layer.activation,
      kernel_initializer: initializerOf(layer, 'kernel'),
      bias_initializer: initializerOf(layer, 'bias'),
    },
  }),
  batchNormalization: (layer) => ({
    className: 'BatchNormalization',
    config: {
      axis: -1,
      momentum: layer.momentum,
      epsilon: layer.epsilon,
      center: true,
      scale: true,
      beta_initializer: initializerOf(layer, 'beta'),
      gamma_initializer: initializerOf(layer, 'gamma'),
      moving_mean_initializer: initializerOf(layer, 'moving_mean'),
      moving_variance_initializer: initializerOf(layer, 'moving_variance'),
    },
  }),
  activation: (layer) => ({ className: 'Activation', config: { activation: layer.activation } }),
  maxPooling2d: (layer) => ({ className: 'MaxPooling2D', config: pooling(layer) }),
  averagePooling2d: (layer) => ({ className: 'AveragePooling2D', config: pooling(layer) }),
  globalAveragePooling2d: () => ({
    className: 'GlobalAveragePooling2D',
    config: { data_format: 'channels_last', keepdims: false },
  }),
  zeroPadding2d: (layer) => ({
    className: 'ZeroPadding2D',
    config: { padding: layer.padding, data_format: 'channels_last' },
  }),
  flatten: () => ({ className: 'Flatten', config: { data_format: 'channels_last' } }),
  dropout: (layer) => ({ className: 'Dropout', config: { rate: layer.rate, seed: null, noise_shape: null } }),
  add: () => ({ className: 'Add', config: {} }),
  concatenate: () => ({ className: 'Concatenate', config: { axis: -1 } }),
};

type Windowed = Extract<Layer, { kind: 'conv2d' | 'depthwiseConv2d' | 'maxPooling2d' | 'averagePooling2d' }>;

function convolution({ size, strides, padding }: Windowed): Record<string, Json> {
  return { kernel_size: size, strides, padding, data_format: 'channels_last', dilation_rate: [1, 1] };
}

function pooling({ size, strides, padding }: Windowed): Record<string, Json> {
  return { pool_size: size, strides, padding, data_format: 'channels_last' };
}

function initializerOf({ weights, name }: Layer, role: string): Json {
  const { initial = 'zeros' } = weights.find((weight) => weight.name === `${name}/${role}`) ?? {};
  return { module: 'keras.initializers', ...initializers[initial], registered_name: null };
}
