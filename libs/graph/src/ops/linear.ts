import type { Padding } from '@tenbin/contracts';
import type { Attribute, GraphBuilder, Output, Shape } from '../graph-builder.ts';

export interface WindowAttributes {
  /** `[height, width]` */
  strides: readonly [number, number];
  padding: Padding;
}

/** `[batch, in] × [in, out]`; either can be read transposed. */
export function matMul(
  graph: GraphBuilder,
  left: Output,
  right: Output,
  transpose: { left?: boolean; right?: boolean } = {},
): Output {
  const { left: turnLeft = false, right: turnRight = false } = transpose;
  const attributes = {
    T: { type: left.type },
    transpose_a: { bool: turnLeft },
    transpose_b: { bool: turnRight },
  };
  const shape = [left.shape[turnLeft ? 1 : 0] ?? -1, right.shape[turnRight ? 0 : 1] ?? -1];
  return graph.output('MatMul', { inputs: [left, right], attributes, shape, type: left.type });
}

/** Adds `[channels]` to the last axis. */
export function biasAdd(graph: GraphBuilder, value: Output, bias: Output): Output {
  const { shape, type } = value;
  return graph.output('BiasAdd', { inputs: [value, bias], attributes: { T: { type } }, shape, type });
}

/** Σ over all but the last axis. */
export function biasGradient(graph: GraphBuilder, upstream: Output): Output {
  const { type } = upstream;
  const shape = upstream.shape.slice(-1);
  return graph.output('BiasAddGrad', { inputs: [upstream], attributes: { T: { type } }, shape, type });
}

/** `[batch, height, width, in]` with filters `[height, width, in, out]` (or `[…, in, 1]`, one for each channel). */
export function convolution(
  graph: GraphBuilder,
  op: 'Conv2D' | 'DepthwiseConv2dNative',
  [images, filter]: [Output, Output],
  { shape, ...window }: WindowAttributes & { shape: Shape },
): Output {
  const attributes = { T: { type: images.type }, ...windowAttributes(window) };
  return graph.output(op, { inputs: [images, filter], attributes, shape, type: images.type });
}

export type ConvolutionGradientOp =
  | 'Conv2DBackpropInput'
  | 'Conv2DBackpropFilter'
  | 'DepthwiseConv2dNativeBackpropInput'
  | 'DepthwiseConv2dNativeBackpropFilter';

/**
 * The gradient of a convolution with respect to its images or its filter.
 * @param inputs for the images: their shape, the filter, the gradient above; for the filter: the images, its shape,
 *   the gradient above
 */
export function convolutionGradient(
  graph: GraphBuilder,
  op: ConvolutionGradientOp,
  inputs: [Output, Output, Output],
  { shape, attributes }: { shape: Shape; attributes: Record<string, Attribute> },
): Output {
  return graph.output(op, { inputs, attributes, shape, type: inputs[2].type });
}

export function windowAttributes({ strides, padding }: WindowAttributes): Record<string, Attribute> {
  return { strides: { ints: [1, ...strides, 1] }, padding: { string: padding.toUpperCase() } };
}
