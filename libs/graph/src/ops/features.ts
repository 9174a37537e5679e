import type { Attribute, GraphBuilder, Output, Shape } from '../graph-builder.ts';
import { constant, integers, reshape, shapeOf } from './core.ts';
import { windowAttributes } from './linear.ts';
import type { WindowAttributes } from './linear.ts';

/** The largest or the mean of each window of `[batch, height, width, channels]`. */
export function pool(
  graph: GraphBuilder,
  op: 'MaxPool' | 'AvgPool',
  images: Output,
  { shape, size, ...window }: WindowAttributes & { size: readonly [number, number]; shape: Shape },
): Output {
  const { type } = images;
  const attributes = { T: { type }, ksize: { ints: [1, ...size, 1] }, ...windowAttributes(window) };
  return graph.output(op, { inputs: [images], attributes, shape, type });
}

/** @param inputs what went into the pool, what came out, the gradient above */
export function maxPoolGradient(graph: GraphBuilder, inputs: [Output, Output, Output]): Output {
  const [images, result] = inputs;
  const { shape, type } = images;
  const { attributes } = result.node;
  return graph.output('MaxPoolGrad', { inputs, attributes, shape, type });
}

/** The gradient of the pool whose images these were; `pooled` is the node of that pool. */
export function averagePoolGradient(graph: GraphBuilder, pooled: Output, upstream: Output): Output {
  const [images] = pooled.node.inputs;
  if (images === undefined) throw new RangeError(`${pooled.node.name} has no input`);
  const inputs = [shapeOf(graph, images), upstream];
  const { attributes } = pooled.node;
  return graph.output('AvgPoolGrad', { inputs, attributes, shape: images.shape, type: upstream.type });
}

/** `[[top, bottom], [left, right]]` rows and columns of zeros around each image. */
export function pad(
  graph: GraphBuilder,
  images: Output,
  [[top, bottom], [left, right]]: readonly [readonly [number, number], readonly [number, number]],
): Output {
  const { type } = images;
  const [batch = -1, height = 0, width = 0, channels = 0] = images.shape;
  const paddings = constant(graph, Int32Array.of(0, 0, top, bottom, left, right, 0, 0), [4, 2]);
  const attributes: Record<string, Attribute> = { T: { type }, Tpaddings: { type: 'int32' } };
  const shape = [batch, height + top + bottom, width + left + right, channels];
  return graph.output('Pad', { inputs: [images, paddings], attributes, shape, type });
}

/** What `pad` went around: `padded` without its border. The first column of `paddings` is where it begins. */
export function crop(graph: GraphBuilder, padded: Output, paddings: Output, shape: Shape): Output {
  const { type } = padded;
  const attributes: Record<string, Attribute> = { T: { type: 'int32' }, Index: { type: 'int32' } };
  const inputs = [paddings, integers(graph, [0, 0]), integers(graph, [-1, 1])];
  const column = graph.output('Slice', { inputs, attributes, shape: [4, 1], type: 'int32' });
  const begin = reshape(graph, column, integers(graph, [4]), [4]);
  return graph.output('Slice', {
    inputs: [padded, begin, integers(graph, [-1, ...shape.slice(1)])],
    attributes: { T: { type }, Index: { type: 'int32' } },
    shape,
    type,
  });
}

/** The part of `value` that begins at `begin` and has the sides `size` (−1: to the end). */
export function slice(
  graph: GraphBuilder,
  value: Output,
  { begin, size, shape }: { begin: readonly number[]; size: readonly number[]; shape: Shape },
): Output {
  const { type } = value;
  const attributes: Record<string, Attribute> = { T: { type }, Index: { type: 'int32' } };
  const inputs = [value, integers(graph, begin), integers(graph, size)];
  return graph.output('Slice', { inputs, attributes, shape, type });
}

/** Feature maps side by side along the channels. */
export function concatenate(graph: GraphBuilder, values: readonly Output[], shape: Shape): Output {
  const type = values[0]?.type ?? 'float';
  const attributes: Record<string, Attribute> = {
    T: { type },
    N: { int: values.length },
    Tidx: { type: 'int32' },
  };
  const axis = constant(graph, Int32Array.of(shape.length - 1), []);
  return graph.output('ConcatV2', { inputs: [...values, axis], attributes, shape, type });
}

export interface BatchNorm {
  images: Output;
  gamma: Output;
  beta: Output;
  mean: Output;
  variance: Output;
  epsilon: number;
  training: boolean;
}

/**
 * Ioffe & Szegedy 2015 in one operation. Results: 0 what goes on, 1 the batch's mean, 2 its variance × n / (n − 1),
 * 3 to 5 what the gradient needs. In training `mean` and `variance` are empty.
 */
export function fusedBatchNorm(graph: GraphBuilder, request: BatchNorm): Output {
  const { images, gamma, beta, mean, variance, epsilon, training } = request;
  const { shape, type } = images;
  const inputs = [images, gamma, beta, mean, variance];
  const attributes = batchNormAttributes({ type, epsilon, training });
  return graph.output('FusedBatchNormV3', { inputs, attributes, shape, type });
}

function batchNormAttributes(request: {
  type: Output['type'];
  epsilon: number;
  training: boolean;
}): Record<string, Attribute> {
  return {
    T: { type: request.type },
    U: { type: 'float' },
    epsilon: { float: request.epsilon },
    is_training: { bool: request.training },
  };
}

/** The gradients with respect to images, gamma and beta of a batch-norm in training; none for its statistics. */
export function batchNormGradient(graph: GraphBuilder, normed: Output, upstream: Output): (Output | null)[] {
  const { inputs, attributes } = normed.node;
  const [images, gamma] = inputs;
  if (images === undefined || gamma === undefined) throw new RangeError(`${normed.node.name} has no inputs`);
  const kept = [3, 4, 5].map((index) => resultOf(normed, index, gamma.shape));
  const first = graph.output('FusedBatchNormGradV3', {
    inputs: [upstream, images, gamma, ...kept],
    attributes,
    shape: images.shape,
    type: images.type,
  });
  return [first, resultOf(first, 1, gamma.shape), resultOf(first, 2, gamma.shape), null, null];
}

/** Another result of the node of `first`. */
export function resultOf(first: Output, index: number, shape: Shape, type: Output['type'] = 'float'): Output {
  return { node: first.node, index, shape, type };
}

/** Numbers from 0 up to 1 that `[seed, step]` decides (Philox; Salmon et al. 2011). */
export function statelessUniform(graph: GraphBuilder, sides: Output, seeds: Output, shape: Shape): Output {
  const attributes: Record<string, Attribute> = {
    dtype: { type: 'float' },
    T: { type: 'int32' },
    Tseed: { type: 'int32' },
  };
  return graph.output('StatelessRandomUniform', {
    inputs: [sides, seeds],
    attributes,
    shape,
    type: 'float',
  });
}
