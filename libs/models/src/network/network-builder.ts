import type { Activation, FeatureShape, Initial, Layer, Network, Padding, Weight } from '@tenbin/contracts';
import { countOf, fitsIn, padded, windowed } from './shapes.ts';
import type { Border } from './shapes.ts';

interface Named {
  name: string;
}

/** Sides and strides of square windows. */
interface WindowOptions extends Named {
  size: number;
  /** 1 by default; for pools their size, as in Keras. */
  strides?: number;
  /** `same` by default for convolutions, `valid` for pools. */
  padding?: Padding;
}

export interface ConvolutionOptions extends WindowOptions {
  filters: number;
  /** True by default. */
  useBias?: boolean;
  activation?: Activation;
}

/**
 * Share of its moving statistics that a batch-norm keeps in a step: torch's, and that of the papers' code. With Keras's
 * 0.99 (0.999 in its MobileNetV2) a network that trains well answers at random for its first thousands of steps: more
 * than a few hundred images ever give.
 */
const keptStatistics = 0.9;

export interface BatchNormalizationOptions extends Named {
  epsilon: number;
  /** What gamma starts from. */
  gamma?: Initial;
}

/**
 * Writes a network down layer by layer: each method takes the layers that feed the new one and gives the new one,
 * with its output shape and its weights worked out as Keras does.
 */
export class NetworkBuilder {
  readonly #name: string;
  readonly #kernels: Initial;
  readonly #layers: Layer[] = [];

  /** @param kernels what the kernels of convolutions start from; those of dense layers are Glorot's */
  constructor(name: string, kernels: Initial = 'glorotUniform') {
    this.#name = name;
    this.#kernels = kernels;
  }

  network(): Network {
    return { name: this.#name, layers: this.#layers };
  }

  input(shape: [number, number, number]): Layer {
    for (const side of shape) fitsIn('images', side, 1);
    return this.#push({ kind: 'input', name: 'images', inputs: [], output: shape, weights: [] });
  }

  conv2d(x: Layer, options: ConvolutionOptions): Layer {
    const { name, filters, size, strides = 1, padding = 'same' } = options;
    const { useBias = true, activation = 'linear' } = options;
    const [height, width, channels] = mapOf(x);
    const window = windowOf({ size, strides, padding });
    const output: FeatureShape = [...windowed(name, [height, width], window), filters];
    const weights = [weight(name, 'kernel', [size, size, channels, filters], this.#kernels)];
    if (useBias) weights.push(weight(name, 'bias', [filters], 'zeros'));
    const fed = after(x, name, output, weights);
    return this.#push({ ...fed, ...window, kind: 'conv2d', filters, useBias, activation });
  }

  /** A convolution of each channel by itself, without a bias. */
  depthwiseConv2d(x: Layer, { name, size, strides = 1, padding = 'same' }: WindowOptions): Layer {
    const [height, width, channels] = mapOf(x);
    const window = windowOf({ size, strides, padding });
    const output: FeatureShape = [...windowed(name, [height, width], window), channels];
    const weights = [weight(name, 'depthwise_kernel', [size, size, channels, 1], this.#kernels)];
    const fed = after(x, name, output, weights);
    return this.#push({ ...fed, ...window, kind: 'depthwiseConv2d', useBias: false });
  }

  dense(x: Layer, options: Named & { units: number; activation?: Activation }): Layer {
    const { name, units, activation = 'linear' } = options;
    const [features, ...others] = x.output;
    if (others.length > 0) throw new TypeError(`${name} needs a flat input, and ${x.name} is a feature map`);
    const weights = [
      weight(name, 'kernel', [features, units], 'glorotUniform'),
      weight(name, 'bias', [units], 'zeros'),
    ];
    const fed = after(x, name, [units], weights);
    return this.#push({ ...fed, kind: 'dense', units, useBias: true, activation });
  }

  batchNormalization(x: Layer, options: BatchNormalizationOptions): Layer {
    const { name, epsilon, gamma = 'ones' } = options;
    const shape = x.output.slice(-1);
    const weights = [
      weight(name, 'gamma', shape, gamma),
      weight(name, 'beta', shape, 'zeros'),
      { ...weight(name, 'moving_mean', shape, 'zeros'), trainable: false },
      { ...weight(name, 'moving_variance', shape, 'ones'), trainable: false },
    ];
    const fed = after(x, name, x.output, weights);
    return this.#push({ ...fed, kind: 'batchNormalization', momentum: keptStatistics, epsilon });
  }

  activation(x: Layer, { name, activation }: Named & { activation: Activation }): Layer {
    return this.#push({ ...after(x, name, x.output), kind: 'activation', activation });
  }

  maxPooling2d(x: Layer, options: WindowOptions): Layer {
    return this.#pool('maxPooling2d', x, options);
  }

  averagePooling2d(x: Layer, options: WindowOptions): Layer {
    return this.#pool('averagePooling2d', x, options);
  }

  globalAveragePooling2d(x: Layer, { name }: Named): Layer {
    const [, , channels] = mapOf(x);
    return this.#push({ ...after(x, name, [channels]), kind: 'globalAveragePooling2d' });
  }

  /** @param padding `[[top, bottom], [left, right]]`, or the same on all four sides */
  zeroPadding2d(x: Layer, options: Named & { padding: number | Border }): Layer {
    const { name, padding: given } = options;
    const padding: Border =
      typeof given === 'number'
        ? [
            [given, given],
            [given, given],
          ]
        : given;
    const [height, width, channels] = mapOf(x);
    const output: FeatureShape = [...padded([height, width], padding), channels];
    return this.#push({ ...after(x, name, output), kind: 'zeroPadding2d', padding });
  }

  flatten(x: Layer, { name }: Named): Layer {
    return this.#push({ ...after(x, name, [countOf(x.output)]), kind: 'flatten' });
  }

  /** Nothing at a rate of 0: then `x` itself. */
  dropout(x: Layer, { name, rate }: Named & { rate: number }): Layer {
    if (rate === 0) return x;
    return this.#push({ ...after(x, name, x.output), kind: 'dropout', rate });
  }

  /** The sum of feature maps of one shape. */
  add(xs: [Layer, Layer, ...Layer[]], { name }: Named): Layer {
    const inputs = xs.map((x) => x.name);
    return this.#push({ kind: 'add', name, inputs, output: xs[0].output, weights: [] });
  }

  /** The channels of feature maps of one height and width, one after the other. */
  concatenate(xs: [Layer, Layer, ...Layer[]], { name }: Named): Layer {
    const inputs = xs.map((x) => x.name);
    const [height, width] = mapOf(xs[0]);
    const channels = xs.reduce((sum, x) => sum + mapOf(x)[2], 0);
    const output: FeatureShape = [height, width, channels];
    return this.#push({ kind: 'concatenate', name, inputs, output, weights: [] });
  }

  #pool(kind: 'maxPooling2d' | 'averagePooling2d', x: Layer, options: WindowOptions): Layer {
    const { name, size, strides = size, padding = 'valid' } = options;
    const [height, width, channels] = mapOf(x);
    const window = windowOf({ size, strides, padding });
    const output: FeatureShape = [...windowed(name, [height, width], window), channels];
    return this.#push({ ...after(x, name, output), ...window, kind });
  }

  #push(layer: Layer): Layer {
    this.#layers.push(layer);
    return layer;
  }
}

/** What every layer has that `x` alone feeds. */
function after(x: Layer, name: string, output: FeatureShape, weights: Weight[] = []) {
  return { name, inputs: [x.name], output, weights };
}

function windowOf({ size, strides, padding }: { size: number; strides: number; padding: Padding }) {
  const square = (side: number): [number, number] => [side, side];
  return { size: square(size), strides: square(strides), padding };
}

function weight(layer: string, role: string, shape: number[], initial: Initial): Weight {
  return { name: `${layer}/${role}`, shape, trainable: true, initial };
}

/** `[height, width, channels]` of what comes out of `x`. */
function mapOf({ name, output }: Layer): [number, number, number] {
  if (output.length === 3) return output;
  throw new TypeError(`${name} gives no feature map`);
}
