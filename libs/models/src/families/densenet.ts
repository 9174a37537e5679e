import type { Layer } from '@tenbin/contracts';
import { classifier } from '../network/classifier.ts';
import type { ModelFactory } from '../network/model-factory.ts';
import { NetworkBuilder } from '../network/network-builder.ts';

interface Style {
  name: string;
  /** k: channels that each layer adds. */
  growth: number;
  /** Layers of each dense block. */
  blocks: number[];
  normalization: { epsilon: number };
  /** What comes before the first block. */
  start(net: NetworkBuilder, images: Layer): Layer;
}

const paper = 'Huang et al. 2016';

/** keras.applications to the name of each layer; table 1 of the paper. */
const imagenet: Style = {
  name: 'densenet-121',
  growth: 32,
  blocks: [6, 12, 24, 16],
  normalization: { epsilon: 1.001e-5 },
  start: (net, images) => {
    let x = net.zeroPadding2d(images, { name: 'conv1_pad', padding: 3 });
    x = net.conv2d(x, {
      name: 'conv1_conv',
      filters: 64,
      size: 7,
      strides: 2,
      padding: 'valid',
      useBias: false,
    });
    x = normalized(net, x, imagenet, 'conv1');
    x = net.zeroPadding2d(x, { name: 'pool1_pad', padding: 1 });
    return net.maxPooling2d(x, { name: 'pool1', size: 3, strides: 2 });
  },
};

/** DenseNet-BC of 40 layers for CIFAR (section 4.2): 2k channels from a 3 × 3 convolution, three blocks of 6. */
const cifar: Style = {
  name: 'densenet-small',
  growth: 12,
  blocks: [6, 6, 6],
  normalization: { epsilon: 1e-5 },
  start: (net, images) => net.conv2d(images, { name: 'conv1_conv', filters: 24, size: 3, useBias: false }),
};

/**
 * G. Huang, Z. Liu, L. van der Maaten and K. Weinberger, Densely Connected Convolutional Networks, arXiv 1608.06993:
 * every layer sees the maps of all before it in its block. Bottlenecks of 4k channels, and transitions that halve
 * channels and sides. Kernels start from He's normal distribution (section 4.2).
 */
export const densenet121: ModelFactory = {
  summary: `densely connected network with 121 layers, k = 32 (${paper})`,
  inputShape: [224, 224, 3],
  smallestSide: 29,
  build: (request) => densenet(imagenet, request),
};

export const densenetSmall: ModelFactory = {
  summary: `DenseNet-BC for 32 × 32 images, 40 layers, k = 12 (${paper})`,
  inputShape: [32, 32, 3],
  smallestSide: 4,
  build: (request) => densenet(cifar, request),
};

function densenet(style: Style, { inputShape, ...request }: Parameters<ModelFactory['build']>[0]) {
  const net = new NetworkBuilder(style.name, 'heNormal');
  let x = style.start(net, net.input(inputShape));
  for (const [index, layers] of style.blocks.entries()) {
    if (index > 0) x = transition(net, x, style, `pool${index + 1}`);
    for (let layer = 1; layer <= layers; layer += 1) {
      x = denseLayer(net, x, style, `conv${index + 2}_block${layer}`);
    }
  }
  x = net.batchNormalization(x, { name: 'bn', ...style.normalization });
  x = net.activation(x, { name: 'relu', activation: 'relu' });
  x = net.globalAveragePooling2d(x, { name: 'avg_pool' });
  return classifier(net, x, request);
}

/** BN, ReLU, 1 × 1 to 4k channels, BN, ReLU, 3 × 3 to k channels, which go after those that came in. */
function denseLayer(net: NetworkBuilder, x: Layer, style: Style, name: string): Layer {
  const { growth } = style;
  let y = normalized(net, x, style, `${name}_0`);
  y = net.conv2d(y, { name: `${name}_1_conv`, filters: 4 * growth, size: 1, useBias: false });
  y = normalized(net, y, style, `${name}_1`);
  y = net.conv2d(y, { name: `${name}_2_conv`, filters: growth, size: 3, useBias: false });
  return net.concatenate([x, y], { name: `${name}_concat` });
}

/** BN, ReLU, 1 × 1 to half the channels (θ = 0.5), 2 × 2 average pool. */
function transition(net: NetworkBuilder, x: Layer, style: Style, name: string): Layer {
  const [, , channels = 0] = x.output;
  let y = normalized(net, x, style, name);
  y = net.conv2d(y, {
    name: `${name}_conv`,
    filters: Math.floor(channels / 2),
    size: 1,
    useBias: false,
  });
  return net.averagePooling2d(y, { name: `${name}_pool`, size: 2 });
}

function normalized(net: NetworkBuilder, x: Layer, { normalization }: Style, name: string): Layer {
  const y = net.batchNormalization(x, { name: `${name}_bn`, ...normalization });
  return net.activation(y, { name: `${name}_relu`, activation: 'relu' });
}
