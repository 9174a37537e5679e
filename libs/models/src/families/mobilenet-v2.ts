import type { Layer } from '@tenbin/contracts';
import { classifier } from '../network/classifier.ts';
import type { ModelFactory } from '../network/model-factory.ts';
import { NetworkBuilder } from '../network/network-builder.ts';
import { borderBeforeHalving } from '../network/shapes.ts';

/** Table 2 of the paper: each row is `repeats` blocks, the first of them with `strides`. */
const rows = [
  { expansion: 1, filters: 16, repeats: 1, strides: 1 },
  { expansion: 6, filters: 24, repeats: 2, strides: 2 },
  { expansion: 6, filters: 32, repeats: 3, strides: 2 },
  { expansion: 6, filters: 64, repeats: 4, strides: 2 },
  { expansion: 6, filters: 96, repeats: 3, strides: 1 },
  { expansion: 6, filters: 160, repeats: 3, strides: 2 },
  { expansion: 6, filters: 320, repeats: 1, strides: 1 },
];

/** What keras.applications has. */
const normalization = { epsilon: 1e-3 };

/**
 * M. Sandler, A. Howard, M. Zhu, A. Zhmoginov and L.-C. Chen, MobileNetV2: Inverted Residuals and Linear Bottlenecks,
 * arXiv 1801.04381, with width 1: keras.applications to the name of each layer.
 */
export const mobilenetV2: ModelFactory = {
  summary: 'inverted residuals with depthwise convolutions, for small machines (Sandler et al. 2018)',
  inputShape: [224, 224, 3],
  smallestSide: 17,
  build: ({ inputShape, ...request }) => {
    const net = new NetworkBuilder('mobilenet-v2');
    const images = net.input(inputShape);
    let x = net.conv2d(images, { name: 'Conv1', filters: 32, size: 3, strides: 2, useBias: false });
    x = net.batchNormalization(x, { name: 'bn_Conv1', ...normalization });
    x = net.activation(x, { name: 'Conv1_relu', activation: 'relu6' });
    const blocks = rows.flatMap(({ repeats, strides, ...row }) =>
      Array.from({ length: repeats }, (_, index) => ({ ...row, strides: index === 0 ? strides : 1 })),
    );
    for (const [index, block] of blocks.entries()) {
      const prefix = index === 0 ? 'expanded_conv' : `block_${index}`;
      x = invertedResidual(net, x, { prefix, ...block });
    }
    x = net.conv2d(x, { name: 'Conv_1', filters: 1280, size: 1, useBias: false });
    x = net.batchNormalization(x, { name: 'Conv_1_bn', ...normalization });
    x = net.activation(x, { name: 'out_relu', activation: 'relu6' });
    x = net.globalAveragePooling2d(x, { name: 'global_average_pooling2d' });
    return classifier(net, x, request);
  },
};

interface InvertedResidual {
  prefix: string;
  /** Channels between the two 1 × 1 convolutions for each that comes in; 1 leaves the first one out. */
  expansion: number;
  filters: number;
  strides: number;
}

/** Figure 4: wide 1 × 1, depthwise 3 × 3, narrow 1 × 1 without activation; a shortcut where the shape stays. */
function invertedResidual(
  net: NetworkBuilder,
  x: Layer,
  { prefix, expansion, filters, strides }: InvertedResidual,
): Layer {
  const [height = 0, width = 0, channels = 0] = x.output;
  let y = x;
  if (expansion > 1) {
    const wide = expansion * channels;
    y = net.conv2d(y, { name: `${prefix}_expand`, filters: wide, size: 1, useBias: false });
    y = net.batchNormalization(y, { name: `${prefix}_expand_BN`, ...normalization });
    y = net.activation(y, { name: `${prefix}_expand_relu`, activation: 'relu6' });
  }
  if (strides === 2) {
    const padding = borderBeforeHalving(`${prefix}_pad`, [height, width]);
    y = net.zeroPadding2d(y, { name: `${prefix}_pad`, padding });
  }
  y = net.depthwiseConv2d(y, {
    name: `${prefix}_depthwise`,
    size: 3,
    strides,
    padding: strides === 2 ? 'valid' : 'same',
  });
  y = net.batchNormalization(y, { name: `${prefix}_depthwise_BN`, ...normalization });
  y = net.activation(y, { name: `${prefix}_depthwise_relu`, activation: 'relu6' });
  y = net.conv2d(y, { name: `${prefix}_project`, filters, size: 1, useBias: false });
  y = net.batchNormalization(y, { name: `${prefix}_project_BN`, ...normalization });
  return strides === 1 && channels === filters ? net.add([x, y], { name: `${prefix}_add` }) : y;
}
