import type { Network } from '@tenbin/contracts';
import { classifier } from '../network/classifier.ts';
import type { ModelFactory, ModelRequest } from '../network/model-factory.ts';
import { NetworkBuilder } from '../network/network-builder.ts';

/** Convolutions of one width, and the pool after them. */
interface Block {
  filters: number;
  /** The side of each convolution's kernel. */
  sizes: number[];
}

/** Table 1 of the paper; E is here for its 19 layers, D for its 16. */
const configurations = {
  A: [block(64, 3), block(128, 3), block(256, 3, 3), block(512, 3, 3), block(512, 3, 3)],
  B: [block(64, 3, 3), block(128, 3, 3), block(256, 3, 3), block(512, 3, 3), block(512, 3, 3)],
  C: [block(64, 3, 3), block(128, 3, 3), block(256, 3, 3, 1), block(512, 3, 3, 1), block(512, 3, 3, 1)],
  D: [block(64, 3, 3), block(128, 3, 3), block(256, 3, 3, 3), block(512, 3, 3, 3), block(512, 3, 3, 3)],
  E: [
    block(64, 3, 3),
    block(128, 3, 3),
    block(256, 3, 3, 3, 3),
    block(512, 3, 3, 3, 3),
    block(512, 3, 3, 3, 3),
  ],
};

const paper = 'Simonyan & Zisserman 2014';

/**
 * K. Simonyan and A. Zisserman, Very Deep Convolutional Networks for Large-Scale Image Recognition, arXiv 1409.1556,
 * section 2.1: convolutions that keep the size, ReLU after each, 2 × 2 max-pools with stride 2, two hidden dense
 * layers of 4096 with dropout after each (section 3.1). Layers are named as in keras.applications, and so is their
 * number of parameters. 16c is configuration C, where the last convolution of a block is 1 × 1.
 */
export const vgg11 = asPublished('vgg-11', 'A', 'VGG with 11 layers');
export const vgg13 = asPublished('vgg-13', 'B', 'VGG with 13 layers');
export const vgg16c = asPublished('vgg-16c', 'C', 'VGG with 16 layers, three of them 1 × 1');
export const vgg16 = asPublished('vgg-16', 'D', 'VGG with 16 layers');
export const vgg19 = asPublished('vgg-19', 'E', 'VGG with 19 layers');

/**
 * The first two blocks of configuration B at half its channels, enough for pictures of 32 × 32, with one hidden
 * dense layer of 128 instead of two of 4096.
 */
export const vggSmall: ModelFactory = {
  summary: `small VGG for 32 × 32 images, 4 convolutions (after ${paper})`,
  inputShape: [32, 32, 3],
  smallestSide: 4,
  build: (request) =>
    vgg({
      ...request,
      name: 'vgg-small',
      blocks: [block(32, 3, 3), block(64, 3, 3)],
      hidden: [{ name: 'hidden', units: 128 }],
    }),
};

function asPublished(
  name: string,
  configuration: keyof typeof configurations,
  summary: string,
): ModelFactory {
  const blocks = configurations[configuration];
  const hidden = ['fc1', 'fc2'].map((layer) => ({ name: layer, units: 4096 }));
  return {
    summary: `${summary}, configuration ${configuration} (${paper})`,
    inputShape: [224, 224, 3],
    smallestSide: 2 ** blocks.length,
    build: (request) => vgg({ ...request, name, blocks, hidden }),
  };
}

interface VggRequest extends ModelRequest {
  name: string;
  blocks: Block[];
  hidden: { name: string; units: number }[];
}

function vgg({ name, blocks, hidden, ...request }: VggRequest): Network {
  const net = new NetworkBuilder(name); // Glorot's kernels: the paper recommends them after the fact (section 3.1)
  let x = net.input(request.inputShape);
  for (const [index, { filters, sizes }] of blocks.entries()) {
    const place = `block${index + 1}`;
    for (const [at, size] of sizes.entries()) {
      x = net.conv2d(x, { name: `${place}_conv${at + 1}`, filters, size, activation: 'relu' });
    }
    x = net.maxPooling2d(x, { name: `${place}_pool`, size: 2 });
  }
  x = net.flatten(x, { name: 'flatten' });
  for (const [index, { name: layer, units }] of hidden.entries()) {
    x = net.dense(x, { name: layer, units, activation: 'relu' });
    const last = index === hidden.length - 1; // the classifier has the dropout before it
    if (!last) x = net.dropout(x, { name: `${layer}_dropout`, rate: request.dropout });
  }
  return classifier(net, x, request);
}

function block(filters: number, ...sizes: number[]): Block {
  return { filters, sizes };
}
