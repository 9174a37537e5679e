/** `[height, width, channels]` of a feature map, or `[units]`; the batch goes before it and is not written. */
export type FeatureShape = [number, number, number] | [number];

export type Padding = 'same' | 'valid';

export type Activation = 'linear' | 'relu' | 'relu6' | 'tanh' | 'sigmoid' | 'softmax';

/** What a weight starts from; the fans are those of its own shape. */
export type Initial = 'glorotUniform' | 'heNormal' | 'zeros' | 'ones';

export interface Weight {
  /** By its layer's name and its role, as in `block1_conv1/kernel`. Roles are Keras's. */
  name: string;
  shape: number[];
  /** Whether a gradient changes it; the moving statistics of batch-norm change by themselves. */
  trainable: boolean;
  initial: Initial;
}

interface LayerOf<Kind extends string> {
  kind: Kind;
  /** Unique in its network. */
  name: string;
  /** Names of the layers that feed it, all of them before it in the network. */
  inputs: string[];
  /** Shape of what comes out. */
  output: FeatureShape;
  /** In Keras's order: kernel, bias; gamma, beta, moving_mean, moving_variance. */
  weights: Weight[];
}

/** A layer with everything that is needed to run it, to count it and to export it; terms and layout are Keras's. */
export type Layer =
  | LayerOf<'input'>
  | (LayerOf<'conv2d'> & Window & { filters: number; useBias: boolean; activation: Activation })
  | (LayerOf<'depthwiseConv2d'> & Window & { useBias: boolean })
  | (LayerOf<'dense'> & { units: number; useBias: boolean; activation: Activation })
  | (LayerOf<'batchNormalization'> & {
      /** Share of the moving statistics that a step keeps. */
      momentum: number;
      epsilon: number;
    })
  | (LayerOf<'activation'> & { activation: Activation })
  | (LayerOf<'maxPooling2d'> & Window)
  | (LayerOf<'averagePooling2d'> & Window)
  | LayerOf<'globalAveragePooling2d'>
  | (LayerOf<'zeroPadding2d'> & {
      /** `[[top, bottom], [left, right]]` */
      padding: [[number, number], [number, number]];
    })
  | LayerOf<'flatten'>
  | (LayerOf<'dropout'> & { rate: number })
  | LayerOf<'add'>
  | LayerOf<'concatenate'>;

export type LayerKind = Layer['kind'];

interface Window {
  /** `[height, width]` */
  size: [number, number];
  /** `[height, width]` */
  strides: [number, number];
  padding: Padding;
}

/**
 * A network as data: from `[batch, height, width, channels]` in 0–1 to `[batch, classes]`. The first layer is the
 * input; the last is an activation of its own (softmax or sigmoid), so that what feeds it are the logits.
 */
export interface Network {
  name: string;
  /** In an order in which each can be computed from those before it. */
  layers: Layer[];
}

/** The values of one weight, or of one thing that an optimizer remembers about it. */
export interface NamedArray {
  /** The weight's name; for an optimizer's slot with the slot's after it (`block1_conv1/kernel/velocity`). */
  name: string;
  shape: number[];
  values: Float32Array;
}
