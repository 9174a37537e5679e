import type { Attribute, GraphBuilder, Output } from '../graph-builder.ts';
import { cast, constant, integers, reshape, shapeOf } from './core.ts';

/** Sum or mean over `axes`, which keep one place each. */
export function reduceKept(
  graph: GraphBuilder,
  op: 'Sum' | 'Mean',
  value: Output,
  axes: readonly number[],
): Output {
  const attributes: Record<string, Attribute> = {
    T: { type: value.type },
    Tidx: { type: 'int32' },
    keep_dims: { bool: true },
  };
  const shape = value.shape.map((side, axis) => (axes.includes(axis) ? 1 : side));
  return graph.output(op, { inputs: [value, integers(graph, axes)], attributes, shape, type: value.type });
}

/** Sum or mean over `axes`, which then are gone. */
export function reduce(
  graph: GraphBuilder,
  op: 'Sum' | 'Mean',
  value: Output,
  axes: readonly number[],
): Output {
  const shape = value.shape.filter((_, axis) => !axes.includes(axis));
  return reshape(graph, reduceKept(graph, op, value, axes), integers(graph, shape), shape);
}

/** Sides of one place spread to those of `like`. */
export function broadcast(graph: GraphBuilder, value: Output, like: Output): Output {
  const { type } = value;
  const attributes: Record<string, Attribute> = { T: { type }, Tidx: { type: 'int32' } };
  const inputs = [value, shapeOf(graph, like)];
  return graph.output('BroadcastTo', { inputs, attributes, shape: like.shape, type });
}

/** Sum of all elements. */
export function sumOfAll(graph: GraphBuilder, value: Output): Output {
  return reduce(graph, 'Sum', value, [...value.shape.keys()]);
}

/** ½ Σ x² of all elements, in one pass and without squares in memory. */
export function halfSquares(graph: GraphBuilder, value: Output): Output {
  const attributes = { T: { type: value.type } };
  return graph.output('L2Loss', { inputs: [value], attributes, shape: [], type: value.type });
}

/** `[batch, classes]` to the place of the largest, `[batch]`. */
export function argMax(graph: GraphBuilder, value: Output): Output {
  const attributes = {
    T: { type: value.type },
    Tidx: { type: 'int32' as const },
    output_type: { type: 'int32' as const },
  };
  const inputs = [value, constant(graph, Int32Array.of(1), [])];
  return graph.output('ArgMax', { inputs, attributes, shape: value.shape.slice(0, 1), type: 'int32' });
}

/** How many elements of two vectors of whole numbers are equal, as a float. */
export function countEqual(graph: GraphBuilder, left: Output, right: Output): Output {
  const attributes = { T: { type: left.type } };
  const equal = graph.output('Equal', { inputs: [left, right], attributes, shape: left.shape, type: 'bool' });
  return sumOfAll(graph, cast(graph, equal, 'float'));
}
