import type { GraphBuilder, Output } from '../graph-builder.ts';

export type UnaryOp =
  | 'Neg'
  | 'Abs'
  | 'Sign'
  | 'Square'
  | 'Sqrt'
  | 'Exp'
  | 'Log'
  | 'Softplus'
  | 'Sigmoid'
  | 'Softmax'
  | 'LogSoftmax'
  | 'Relu'
  | 'Relu6'
  | 'Tanh'
  | 'OnesLike'
  | 'ZerosLike';

export type BinaryOp = 'AddV2' | 'Sub' | 'Mul' | 'RealDiv' | 'Maximum' | 'Minimum' | 'Pow';

/** Gradients of activations, from the gradient above and what went out (or in) of the activation. */
export type ActivationGradientOp = 'ReluGrad' | 'Relu6Grad' | 'TanhGrad' | 'SigmoidGrad' | 'SoftplusGrad';

/** An operation on each element, or along the last axis, that keeps the shape. */
export function unary(graph: GraphBuilder, op: UnaryOp, value: Output): Output {
  const { shape, type } = value;
  return graph.output(op, { inputs: [value], attributes: { T: { type } }, shape, type });
}

/** An operation on pairs of elements; a `right` without sides is spread over `left`. */
export function binary(graph: GraphBuilder, op: BinaryOp, left: Output, right: Output): Output {
  const spread = right.shape.length === 0;
  if (!spread && left.shape.join() !== right.shape.join()) {
    throw new RangeError(`${op} of [${left.shape.join()}] and [${right.shape.join()}]`);
  }
  const { shape, type } = left;
  return graph.output(op, { inputs: [left, right], attributes: { T: { type } }, shape, type });
}

export function activationGradient(
  graph: GraphBuilder,
  op: ActivationGradientOp,
  inputs: [Output, Output],
): Output {
  const { shape, type } = inputs[0];
  return graph.output(op, { inputs, attributes: { T: { type } }, shape, type });
}

/** Σ of tensors of one shape. */
export function sum(graph: GraphBuilder, values: readonly Output[]): Output {
  const [first, second, ...more] = values;
  if (first === undefined) throw new RangeError('a sum of nothing');
  if (second === undefined) return first;
  if (more.length === 0) return binary(graph, 'AddV2', first, second);
  const { shape, type } = first;
  const attributes = { T: { type }, N: { int: values.length } };
  return graph.output('AddN', { inputs: [...values], attributes, shape, type });
}

/** 1 where `left ≥ right`, else 0, as floats; `right` has no sides. */
export function atLeast(graph: GraphBuilder, left: Output, right: Output): Output {
  const attributes = { T: { type: left.type } };
  const { shape } = left;
  const holds = graph.output('GreaterEqual', { inputs: [left, right], attributes, shape, type: 'bool' });
  const casts = { SrcT: { type: 'bool' as const }, DstT: { type: left.type } };
  return graph.output('Cast', { inputs: [holds], attributes: casts, shape, type: left.type });
}
