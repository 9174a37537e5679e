import type { Initial, Layer } from '@tenbin/contracts';
import { classifier } from '../network/classifier.ts';
import type { ModelFactory } from '../network/model-factory.ts';
import { NetworkBuilder } from '../network/network-builder.ts';

/** Below this side the first layers would leave too little: the paper's CIFAR networks (section 4.2) start without them. */
const smallImages = 64;

interface Residual {
  /** Such as `conv2_block1`. */
  name: string;
  filters: number;
  /** Of the block's first convolution. */
  strides: number;
  /** Whether the shortcut is a 1 × 1 convolution, because the shape changes. */
  projected: boolean;
  /** What gamma of its last batch-norm starts from. */
  lastGamma: Initial;
}

interface Style {
  block(net: NetworkBuilder, x: Layer, residual: Residual): Layer;
  normalization: { epsilon: number };
  useBias: boolean;
  /** Whether the first block of the first stage, too, changes the number of channels. */
  widens: boolean;
}

/** Two 3 × 3 convolutions (figure 5, left) without biases; normalisation as in torchvision. */
const basic: Style = {
  normalization: { epsilon: 1e-5 },
  useBias: false,
  widens: false,
  block: (net, x, { name, filters, strides, projected, lastGamma }) => {
    const shortcut = projected ? unit(net, x, basic, { name: `${name}_0`, filters, size: 1, strides }) : x;
    let y = unit(net, x, basic, { name: `${name}_1`, filters, size: 3, strides });
    y = net.activation(y, { name: `${name}_1_relu`, activation: 'relu' });
    y = unit(net, y, basic, { name: `${name}_2`, filters, size: 3, gamma: lastGamma });
    y = net.add([shortcut, y], { name: `${name}_add` });
    return net.activation(y, { name: `${name}_out`, activation: 'relu' });
  },
};

/** 1 × 1, 3 × 3, 1 × 1 (figure 5, right), the stride in the first; with biases, as in keras.applications. */
const bottleneck: Style = {
  normalization: { epsilon: 1.001e-5 },
  useBias: true,
  widens: true,
  block: (net, x, { name, filters, strides, projected, lastGamma }) => {
    const wide = 4 * filters;
    const shortcut = projected
      ? unit(net, x, bottleneck, { name: `${name}_0`, filters: wide, size: 1, strides })
      : x;
    let y = unit(net, x, bottleneck, { name: `${name}_1`, filters, size: 1, strides });
    y = net.activation(y, { name: `${name}_1_relu`, activation: 'relu' });
    y = unit(net, y, bottleneck, { name: `${name}_2`, filters, size: 3 });
    y = net.activation(y, { name: `${name}_2_relu`, activation: 'relu' });
    y = unit(net, y, bottleneck, { name: `${name}_3`, filters: wide, size: 1, gamma: lastGamma });
    y = net.add([shortcut, y], { name: `${name}_add` });
    return net.activation(y, { name: `${name}_out`, activation: 'relu' });
  },
};

/**
 * K. He, X. Zhang, S. Ren and J. Sun, Deep Residual Learning for Image Recognition, arXiv 1512.03385, table 1. 50, 101
 * and 152 layers are those of keras.applications to the name of each layer; 18 and 34 have torchvision's parameters.
 * Images below 64 × 64 get the CIFAR start (section 4.2): one 3 × 3 convolution of stride 1, no pool. Kernels start
 * from He's normal distribution (section 3.4). `zeroInit` lets every block start as its shortcut (Goyal et al.,
 * arXiv 1706.02677, section 5.1).
 */
export const resnet18 = resnet('resnet-18', basic, [2, 2, 2, 2]);
export const resnet34 = resnet('resnet-34', basic, [3, 4, 6, 3]);
export const resnet50 = resnet('resnet-50', bottleneck, [3, 4, 6, 3]);
export const resnet101 = resnet('resnet-101', bottleneck, [3, 4, 23, 3]);
export const resnet152 = resnet('resnet-152', bottleneck, [3, 8, 36, 3]);

/** @param blocks residual blocks of each stage: conv2, conv3, conv4, conv5 */
function resnet(name: string, style: Style, blocks: number[]): ModelFactory {
  return {
    summary: `residual network with ${name.replace('resnet-', '')} layers (He et al. 2015)`,
    inputShape: [224, 224, 3],
    smallestSide: 5,
    build: ({ inputShape, zeroInit, ...request }) => {
      const net = new NetworkBuilder(name, 'heNormal');
      const isSmall = Math.min(inputShape[0], inputShape[1]) < smallImages;
      let x = (isSmall ? smallStart : start)(net, net.input(inputShape), style);
      for (const [stage, count] of blocks.entries()) {
        for (let index = 0; index < count; index += 1) {
          const isFirst = index === 0;
          x = style.block(net, x, {
            name: `conv${stage + 2}_block${index + 1}`,
            filters: 64 * 2 ** stage,
            strides: isFirst && stage > 0 ? 2 : 1,
            projected: isFirst && (stage > 0 || style.widens),
            lastGamma: zeroInit ? 'zeros' : 'ones',
          });
        }
      }
      x = net.globalAveragePooling2d(x, { name: 'avg_pool' });
      return classifier(net, x, request);
    },
  };
}

/** 7 × 7 with stride 2, then a 3 × 3 pool with stride 2: a quarter of the side. */
function start(net: NetworkBuilder, images: Layer, style: Style): Layer {
  let x = net.zeroPadding2d(images, { name: 'conv1_pad', padding: 3 });
  x = unit(net, x, style, { name: 'conv1', filters: 64, size: 7, strides: 2, padding: 'valid' });
  x = net.activation(x, { name: 'conv1_relu', activation: 'relu' });
  x = net.zeroPadding2d(x, { name: 'pool1_pad', padding: 1 });
  return net.maxPooling2d(x, { name: 'pool1_pool', size: 3, strides: 2 });
}

function smallStart(net: NetworkBuilder, images: Layer, style: Style): Layer {
  const x = unit(net, images, style, { name: 'conv1', filters: 64, size: 3 });
  return net.activation(x, { name: 'conv1_relu', activation: 'relu' });
}

interface UnitOptions {
  name: string;
  filters: number;
  size: number;
  strides?: number;
  padding?: 'same' | 'valid';
  gamma?: Initial;
}

/** A convolution `…_conv` and its batch-norm `…_bn`. */
function unit(
  net: NetworkBuilder,
  x: Layer,
  style: Style,
  { gamma = 'ones', ...options }: UnitOptions,
): Layer {
  const { useBias, normalization } = style;
  const y = net.conv2d(x, { ...options, name: `${options.name}_conv`, useBias });
  return net.batchNormalization(y, { name: `${options.name}_bn`, gamma, ...normalization });
}
