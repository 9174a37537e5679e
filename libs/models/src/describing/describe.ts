import type { Network, OptimizerName } from '@tenbin/contracts';
import { countOf } from '../network/shapes.ts';
import { flopsOf } from './flops.ts';
import { keptOutputs } from './kept-outputs.ts';

/** What a network costs, known before it is trained. */
export interface Description {
  /** Numbers in all weights, moving statistics too: Keras's `count_params`. */
  parameters: number;
  /** Those that a gradient changes. */
  trainable: number;
  /** Floating-point operations of a forward pass of one picture; `flopsOf` says what counts. */
  flops: number;
  /** Bytes of the outputs that a training step keeps for its backward pass, in float32. */
  activationBytes: number;
  /** Bytes that the process needs to train. */
  trainingBytes: number;
}

/** Arrays of the size of a weight that each optimizer remembers of it. */
const slots: Record<OptimizerName, number> = {
  sgd: 0,
  momentum: 1,
  nesterov: 1,
  adagrad: 1,
  rmsprop: 1,
  adam: 2,
  adamw: 2,
  eve: 2,
  lion: 1,
};

const float32 = 4;

/**
 * What the process holds beside the arrays that are counted below, in bytes. Measured with tfjs-node 4.22.0 on
 * TensorFlow 2.18.0 (CPU) as the peak resident memory of compiled steps: Node, TensorFlow and its kernels, without a
 * data set; the operations of a layer and of its gradient; and the gradients of kept outputs, as a share of these,
 * that are alive at once. So reckoned, the peaks of twelve runs (MLP, VGG-small, VGG-16, VGG-11, ResNet-18, MobileNetV2
 * and both DenseNets, 0.4 to 3.1 GiB) come out 1 to 19 % too high. To be measured again with a new engine.
 */
const engineBytes = 380 * 1024 ** 2;
const layerBytes = 0.5 * 1024 ** 2;
const gradientShare = 0.4;

/**
 * The cost of training `network` in batches of `batchSize`. Memory is an estimate from above: weights, gradients and
 * what the optimizer remembers; a copy of weights and memories on their way to a checkpoint; the kept outputs and
 * those of their gradients that are alive at once; the largest convolution's arrays once more, which the
 * processor's kernels reorder; and what the engine and its graph take.
 */
export function describe(
  network: Network,
  { batchSize, optimizer }: { batchSize: number; optimizer: OptimizerName },
): Description {
  const weights = network.layers.flatMap((layer) => layer.weights);
  const parameters = numbersIn(weights);
  const trainable = numbersIn(weights.filter((weight) => weight.trainable));
  const activationBytes = float32 * batchSize * keptOutputs(network);
  const stored = parameters + trainable * slots[optimizer];
  const needs = [
    engineBytes + layerBytes * network.layers.length,
    float32 * (2 * stored + trainable),
    Math.ceil(activationBytes * (1 + gradientShare)),
    workspaceBytes(network, batchSize),
  ];
  const trainingBytes = needs.reduce((sum, need) => sum + need);
  return { parameters, trainable, flops: flopsOf(network), activationBytes, trainingBytes };
}

function numbersIn(weights: { shape: number[] }[]): number {
  return weights.reduce((sum, { shape }) => sum + countOf(shape), 0);
}

/** Bytes of input, kernel and output of the convolution that has most of them. */
function workspaceBytes({ layers }: Network, batchSize: number): number {
  const sizes = new Map(layers.map(({ name, output }) => [name, countOf(output)]));
  const convolutions = layers.filter(({ kind }) => kind === 'conv2d' || kind === 'depthwiseConv2d');
  const needs = convolutions.map(({ inputs, output, weights }) => {
    const read = inputs.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
    return float32 * (batchSize * (read + countOf(output)) + numbersIn(weights));
  });
  return Math.max(0, ...needs);
}
