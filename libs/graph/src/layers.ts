import { seedFor } from '@tenbin/contracts';
import type { Activation, Layer, LayerKind } from '@tenbin/contracts';
import type { GraphBuilder, GraphNode, Output, Shape } from './graph-builder.ts';
import { cast, constant, integers, reshape, scalar, shapeOf } from './ops/core.ts';
import { atLeast, binary, sum, unary } from './ops/elementwise.ts';
import { concatenate, fusedBatchNorm, pad, pool, resultOf, statelessUniform } from './ops/features.ts';
import { biasAdd, convolution, matMul } from './ops/linear.ts';
import { reduce } from './ops/reduction.ts';
import { assign } from './ops/variables.ts';
import type { Variable } from './ops/variables.ts';

/** What the operations of a layer are made with. */
export interface LayerContext {
  graph: GraphBuilder;
  /** Whether dropout drops, and batch-norm looks at the batch. */
  training: boolean;
  /** Decides the dropout masks, with the layer's name and the step. */
  seed: number;
  /** The number of the step, a whole number without sides. */
  step: Output;
  /** Images in the batch, a float without sides. */
  batchSize: Output;
  /** What the weight of that name holds, in the numbers that the network computes in. */
  weight(name: string): Output;
  /** The same as floats, and its variable: for statistics. */
  statistic(name: string): { value: Output; variable: Variable };
  /** What has to be done in each training step beside the optimizer's work. */
  updates: GraphNode[];
}

type LayerOf<Kind extends LayerKind> = Extract<Layer, { kind: Kind }>;
type LayerRules = {
  [Kind in LayerKind]: (context: LayerContext, layer: LayerOf<Kind>, inputs: Output[]) => Output;
};

/** The operations of `layer` on what its inputs gave. */
export function operationsOf(context: LayerContext, layer: Layer, inputs: Output[]): Output {
  return context.graph.within(layer.name, () => apply(context, layer, inputs));
}

function apply<Kind extends LayerKind>(
  context: LayerContext,
  layer: LayerOf<Kind> & { kind: Kind },
  inputs: Output[],
): Output {
  const rule: LayerRules[Kind] = rules[layer.kind];
  return rule(context, layer, inputs);
}

/** The operations of every kind of layer. */
const rules: LayerRules = {
  input: (_, layer, inputs) => only(layer, inputs),
  conv2d: (context, layer, inputs) => {
    const { graph } = context;
    const filter = context.weight(`${layer.name}/kernel`);
    const { strides, padding } = layer;
    const shape = batched(layer);
    const y = convolution(graph, 'Conv2D', [only(layer, inputs), filter], { strides, padding, shape });
    return activated(graph, biased(context, layer, y), layer.activation);
  },
  depthwiseConv2d: (context, layer, inputs) => {
    const filter = context.weight(`${layer.name}/depthwise_kernel`);
    const { strides, padding } = layer;
    const pair: [Output, Output] = [only(layer, inputs), filter];
    const shape = batched(layer);
    const y = convolution(context.graph, 'DepthwiseConv2dNative', pair, { strides, padding, shape });
    return biased(context, layer, y);
  },
  dense: (context, layer, inputs) => {
    const { graph } = context;
    const y = matMul(graph, only(layer, inputs), context.weight(`${layer.name}/kernel`));
    return activated(graph, biased(context, layer, y), layer.activation);
  },
  batchNormalization: (context, layer, inputs) =>
    context.training
      ? batchNormInTraining(context, layer, only(layer, inputs))
      : batchNormInUse(context, layer, only(layer, inputs)),
  activation: ({ graph }, layer, inputs) => activated(graph, only(layer, inputs), layer.activation),
  maxPooling2d: ({ graph }, layer, inputs) =>
    pool(graph, 'MaxPool', only(layer, inputs), { ...layer, shape: batched(layer) }),
  averagePooling2d: ({ graph }, layer, inputs) =>
    pool(graph, 'AvgPool', only(layer, inputs), { ...layer, shape: batched(layer) }),
  globalAveragePooling2d: ({ graph }, layer, inputs) => reduce(graph, 'Mean', only(layer, inputs), [1, 2]),
  zeroPadding2d: ({ graph }, layer, inputs) => pad(graph, only(layer, inputs), layer.padding),
  flatten: ({ graph }, layer, inputs) => {
    const shape = batched(layer);
    return reshape(graph, only(layer, inputs), integers(graph, shape), shape);
  },
  dropout: (context, layer, inputs) => {
    const x = only(layer, inputs);
    if (!context.training || layer.rate === 0) return x;
    return binary(context.graph, 'Mul', x, dropoutMask(context, layer, x));
  },
  add: ({ graph }, _, inputs) => sum(graph, inputs),
  concatenate: ({ graph }, layer, inputs) => concatenate(graph, inputs, batched(layer)),
};

function activated(graph: GraphBuilder, value: Output, activation: Activation): Output {
  const operations = {
    relu: 'Relu',
    relu6: 'Relu6',
    tanh: 'Tanh',
    sigmoid: 'Sigmoid',
    softmax: 'Softmax',
  } as const;
  return activation === 'linear' ? value : unary(graph, operations[activation], value);
}

function biased(context: LayerContext, layer: { name: string; useBias: boolean }, value: Output): Output {
  return layer.useBias ? biasAdd(context.graph, value, context.weight(`${layer.name}/bias`)) : value;
}

/** A number is dropped with probability `rate`; what is kept is divided by 1 − rate, as in Keras. */
function dropoutMask(context: LayerContext, { name, rate }: LayerOf<'dropout'>, x: Output): Output {
  const { graph, step } = context;
  const seeds = binary(
    graph,
    'AddV2',
    binary(graph, 'Mul', constant(graph, Int32Array.of(0, 1), [2]), step),
    constant(graph, Int32Array.of(seedFor(context.seed, name), 0), [2]),
  );
  const uniform = statelessUniform(graph, shapeOf(graph, x), seeds, x.shape);
  const kept = atLeast(graph, uniform, scalar(graph, rate));
  const mask = binary(graph, 'Mul', kept, scalar(graph, 1 / (1 - rate)));
  return cast(graph, mask, x.type);
}

type BatchNormLayer = LayerOf<'batchNormalization'>;

function batchNormInUse(context: LayerContext, layer: BatchNormLayer, images: Output): Output {
  const of = (role: string) => context.statistic(`${layer.name}/${role}`).value;
  return fusedBatchNorm(context.graph, {
    images,
    gamma: of('gamma'),
    beta: of('beta'),
    mean: of('moving_mean'),
    variance: of('moving_variance'),
    epsilon: layer.epsilon,
    training: false,
  });
}

/** As Keras: the moving variance takes up the variance with divisor n, and TensorFlow's operation gives n − 1. */
function batchNormInTraining(context: LayerContext, layer: BatchNormLayer, images: Output): Output {
  const { graph, batchSize } = context;
  const of = (role: string) => context.statistic(`${layer.name}/${role}`);
  const nothing = constant(graph, new Float32Array(), [0]);
  const normed = fusedBatchNorm(graph, {
    images,
    gamma: of('gamma').value,
    beta: of('beta').value,
    mean: nothing,
    variance: nothing,
    epsilon: layer.epsilon,
    training: true,
  });
  const [, height = 1, width = 1, channels = 1] = images.shape;
  const count = binary(graph, 'Mul', batchSize, scalar(graph, height * width));
  const less = binary(graph, 'Sub', count, scalar(graph, 1));
  const bias = binary(graph, 'RealDiv', less, count);
  const mean = resultOf(normed, 1, [channels]);
  const variance = binary(graph, 'Mul', resultOf(normed, 2, [channels]), bias);
  for (const [role, seen] of [
    ['moving_mean', mean],
    ['moving_variance', variance],
  ] as const) {
    const { value: old, variable } = of(role);
    const away = binary(graph, 'Sub', old, seen);
    const step = binary(graph, 'Mul', away, scalar(graph, 1 - layer.momentum));
    context.updates.push(assign(graph, 'AssignSubVariableOp', variable, { value: step }));
  }
  return normed;
}

function batched(layer: Layer): Shape {
  return [-1, ...layer.output];
}

function only({ name }: Layer, [first, ...others]: Output[]): Output {
  if (first === undefined || others.length > 0) throw new RangeError(`${name} takes one input`);
  return first;
}
