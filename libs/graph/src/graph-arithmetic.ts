import type { Arithmetic } from './arithmetic.ts';
import type { GraphBuilder, Output } from './graph-builder.ts';
import { scalar } from './ops/core.ts';
import { binary, unary } from './ops/elementwise.ts';
import type { BinaryOp, UnaryOp } from './ops/elementwise.ts';
import { halfSquares, reduce, sumOfAll } from './ops/reduction.ts';

/** Sums that become nodes of `graph`. */
export function graphArithmetic(graph: GraphBuilder): Arithmetic<Output> {
  const pairwise = (op: BinaryOp) => (left: Output, right: Output | number) =>
    binary(graph, op, left, typeof right === 'number' ? scalar(graph, right, left.type) : right);
  const each = (op: UnaryOp) => (value: Output) => unary(graph, op, value);
  return {
    add: pairwise('AddV2'),
    sub: pairwise('Sub'),
    mul: pairwise('Mul'),
    div: pairwise('RealDiv'),
    maximum: pairwise('Maximum'),
    minimum: pairwise('Minimum'),
    pow: pairwise('Pow'),
    neg: each('Neg'),
    abs: each('Abs'),
    sign: each('Sign'),
    square: each('Square'),
    sqrt: each('Sqrt'),
    exp: each('Exp'),
    log: each('Log'),
    softplus: each('Softplus'),
    sigmoid: each('Sigmoid'),
    softmax: each('Softmax'),
    logSoftmax: each('LogSoftmax'),
    sumOfClasses: (value) => reduce(graph, 'Sum', value, [1]),
    meanOfClasses: (value) => reduce(graph, 'Mean', value, [1]),
    // The sum of squares, the norm of a gradient, is one pass over it.
    sumOfAll: (value) => {
      const [squared] = value.node.op === 'Square' ? value.node.inputs : [];
      if (squared === undefined) return sumOfAll(graph, value);
      return binary(graph, 'Mul', halfSquares(graph, squared), scalar(graph, 2));
    },
  };
}
