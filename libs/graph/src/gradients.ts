import type { GraphBuilder, GraphNode, Output } from './graph-builder.ts';
import { cast, integers, reshape, scalar, shapeOf } from './ops/core.ts';
import { activationGradient, atLeast, binary, unary } from './ops/elementwise.ts';
import { averagePoolGradient, batchNormGradient, crop, maxPoolGradient, slice } from './ops/features.ts';
import { biasGradient, convolutionGradient, matMul } from './ops/linear.ts';
import { broadcast, reduceKept } from './ops/reduction.ts';

/** What a rule may ask about the node that it differentiates. */
export interface Forward {
  node: GraphNode;
  /** The node's first result. */
  result: Output;
  /** The gradient of the loss with respect to that result. */
  upstream: Output;
}

/** The gradients of the loss with respect to the node's inputs, in their order; null where there is none. */
export type GradientRule = (graph: GraphBuilder, forward: Forward) => (Output | null)[];

/** The gradient of every operation that can lie between a weight and the loss, by TensorFlow's name of it. */
export const gradients: Record<string, GradientRule> = {
  AddV2: (_, { node, upstream }) => [upstream, isSpread(node) ? null : upstream],
  AddN: (_, { node, upstream }) => node.inputs.map(() => upstream),
  Sub: (graph, { node, upstream }) => [upstream, isSpread(node) ? null : unary(graph, 'Neg', upstream)],
  Mul: (graph, { node, upstream }) => {
    const [left, right] = two(node);
    return [
      binary(graph, 'Mul', upstream, right),
      isSpread(node) ? null : binary(graph, 'Mul', upstream, left),
    ];
  },
  RealDiv: (graph, { node, result, upstream }) => {
    const right = two(node)[1];
    const left = binary(graph, 'RealDiv', upstream, right);
    if (isSpread(node)) return [left, null];
    return [left, unary(graph, 'Neg', binary(graph, 'Mul', left, result))];
  },
  Maximum: (graph, forward) => chosen(graph, forward),
  Minimum: (graph, forward) => chosen(graph, forward),
  Pow: (graph, { node, upstream }) => {
    const [base, exponent] = two(node);
    const less = binary(graph, 'Sub', exponent, scalar(graph, 1, exponent.type));
    const slope = binary(graph, 'Mul', binary(graph, 'Pow', base, less), exponent);
    return [binary(graph, 'Mul', upstream, slope), null];
  },
  Neg: (graph, { upstream }) => [unary(graph, 'Neg', upstream)],
  Abs: (graph, { node, upstream }) => [binary(graph, 'Mul', upstream, unary(graph, 'Sign', one(node)))],
  Sign: (graph, { upstream }) => [unary(graph, 'ZerosLike', upstream)],
  Square: (graph, { node, upstream }) => {
    const twice = binary(graph, 'Mul', one(node), scalar(graph, 2, upstream.type));
    return [binary(graph, 'Mul', upstream, twice)];
  },
  Sqrt: (graph, { result, upstream }) => {
    const twice = binary(graph, 'Mul', result, scalar(graph, 2, upstream.type));
    return [binary(graph, 'RealDiv', upstream, twice)];
  },
  Exp: (graph, { result, upstream }) => [binary(graph, 'Mul', upstream, result)],
  Log: (graph, { node, upstream }) => [binary(graph, 'RealDiv', upstream, one(node))],
  Softplus: (graph, { node, upstream }) => [activationGradient(graph, 'SoftplusGrad', [upstream, one(node)])],
  Sigmoid: (graph, { result, upstream }) => [activationGradient(graph, 'SigmoidGrad', [result, upstream])],
  Tanh: (graph, { result, upstream }) => [activationGradient(graph, 'TanhGrad', [result, upstream])],
  Relu: (graph, { result, upstream }) => [activationGradient(graph, 'ReluGrad', [upstream, result])],
  Relu6: (graph, { result, upstream }) => [activationGradient(graph, 'Relu6Grad', [upstream, result])],
  // With s = softmax(x): (dy − Σ dy · s) · s, the sum over the classes.
  Softmax: (graph, { result, upstream }) => {
    const share = reduceKept(graph, 'Sum', binary(graph, 'Mul', upstream, result), lastAxis(upstream));
    return [binary(graph, 'Mul', binary(graph, 'Sub', upstream, broadcast(graph, share, result)), result)];
  },
  // dy − softmax(x) · Σ dy
  LogSoftmax: (graph, { node, result, upstream }) => {
    const whole = broadcast(graph, reduceKept(graph, 'Sum', upstream, lastAxis(upstream)), result);
    return [binary(graph, 'Sub', upstream, binary(graph, 'Mul', whole, unary(graph, 'Softmax', one(node))))];
  },
  Sum: (graph, { node, upstream }) => [broadcast(graph, upstream, one(node)), null],
  Mean: (graph, { node, upstream }) => {
    const value = one(node);
    const count = value.shape.reduce((all, side, axis) => (upstream.shape[axis] === 1 ? all * side : all), 1);
    const share = binary(graph, 'Mul', upstream, scalar(graph, 1 / count, upstream.type));
    return [broadcast(graph, share, value), null];
  },
  Cast: (graph, { node, upstream }) => [cast(graph, upstream, one(node).type)],
  Identity: (_, { upstream }) => [upstream],
  Reshape: (graph, { node, upstream }) => {
    const value = one(node);
    return [reshape(graph, upstream, shapeOf(graph, value), value.shape), null];
  },
  BiasAdd: (graph, { upstream }) => [upstream, biasGradient(graph, upstream)],
  MatMul: (graph, { node, upstream }) => {
    const [left, right] = two(node);
    return [matMul(graph, upstream, right, { right: true }), matMul(graph, left, upstream, { left: true })];
  },
  Conv2D: (graph, forward) => convolved(graph, forward, 'Conv2D'),
  DepthwiseConv2dNative: (graph, forward) => convolved(graph, forward, 'DepthwiseConv2dNative'),
  MaxPool: (graph, { node, result, upstream }) => [maxPoolGradient(graph, [one(node), result, upstream])],
  AvgPool: (graph, { result, upstream }) => [averagePoolGradient(graph, result, upstream)],
  FusedBatchNormV3: (graph, { result, upstream }) => batchNormGradient(graph, result, upstream),
  Pad: (graph, { node, upstream }) => {
    const [images, paddings] = two(node);
    return [crop(graph, upstream, paddings, images.shape), null];
  },
  ConcatV2: (graph, { node, upstream }) => {
    let from = 0;
    return node.inputs.slice(0, -1).map((part) => {
      const channels = part.shape.at(-1) ?? 0;
      const begin = [...part.shape.slice(1).map(() => 0), from];
      from += channels;
      const size = [...part.shape.slice(0, -1).map(() => -1), channels];
      return slice(graph, upstream, { begin, size, shape: part.shape });
    });
  },
};

function convolved(
  graph: GraphBuilder,
  { node, upstream }: Forward,
  op: 'Conv2D' | 'DepthwiseConv2dNative',
): Output[] {
  const [images, filter] = two(node);
  const { attributes } = node;
  const sides = [shapeOf(graph, images), integers(graph, filter.shape)] as const;
  return [
    convolutionGradient(graph, `${op}BackpropInput`, [sides[0], filter, upstream], {
      shape: images.shape,
      attributes,
    }),
    convolutionGradient(graph, `${op}BackpropFilter`, [images, sides[1], upstream], {
      shape: filter.shape,
      attributes,
    }),
  ];
}

function lastAxis({ shape }: Output): [number] {
  return [shape.length - 1];
}

/** Goes to the operand that was taken; to the left one of equals. */
function chosen(graph: GraphBuilder, { node, upstream }: Forward): (Output | null)[] {
  const [left, right] = two(node);
  const [larger, smaller] = node.op === 'Maximum' ? [left, right] : [right, left];
  const taken = atLeast(graph, larger, smaller);
  const toLeft = binary(graph, 'Mul', upstream, taken);
  return [toLeft, isSpread(node) ? null : binary(graph, 'Sub', upstream, toLeft)];
}

/** A scalar that is spread over a tensor is a setting and has no gradient. */
function isSpread(node: GraphNode): boolean {
  const [left, right] = two(node);
  return right.shape.length !== left.shape.length;
}

function one(node: GraphNode): Output {
  const [first] = node.inputs;
  if (first === undefined) throw new RangeError(`${node.name} has no input`);
  return first;
}

function two(node: GraphNode): [Output, Output] {
  const [first, second] = node.inputs;
  if (first === undefined || second === undefined) throw new RangeError(`${node.name} has not two inputs`);
  return [first, second];
}
