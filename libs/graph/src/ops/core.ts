import type { Attribute, DataType, GraphBuilder, GraphNode, Output, Shape } from '../graph-builder.ts';

/** Numbers that never change: floats or whole numbers, by their array. */
export function constant(graph: GraphBuilder, values: Float32Array | Int32Array, shape: Shape): Output {
  const type = values instanceof Float32Array ? ('float' as const) : ('int32' as const);
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const attributes: Record<string, Attribute> = {
    dtype: { type },
    value: { tensor: { type, shape, bytes } },
  };
  return graph.output('Const', { attributes, shape, type });
}

/** A number without sides, in floats of the type that is asked for. */
export function scalar(graph: GraphBuilder, value: number, type: DataType = 'float'): Output {
  return cast(graph, constant(graph, Float32Array.of(value), []), type);
}

/** Whole numbers `[values.length]`. */
export function integers(graph: GraphBuilder, values: readonly number[]): Output {
  return constant(graph, Int32Array.from(values), [values.length]);
}

/** The same numbers in memory of their own. What is fed lies in JavaScript's, which its owner may change or free. */
export function copied(graph: GraphBuilder, value: Output): Output {
  const { shape, type } = value;
  return graph.output('DeepCopy', { inputs: [value], attributes: { T: { type } }, shape, type });
}

/** Floats of those sides that are all `value`; made when the graph runs. */
export function filled(graph: GraphBuilder, shape: Shape, value: number): Output {
  const attributes: Record<string, Attribute> = { T: { type: 'float' }, index_type: { type: 'int32' } };
  const inputs = [integers(graph, shape), scalar(graph, value)];
  return graph.output('Fill', { inputs, attributes, shape, type: 'float' });
}

/** What is fed under `name` each time the graph runs. */
export function placeholder(graph: GraphBuilder, name: string, type: DataType, shape: Shape): Output {
  return graph.output('Placeholder', {
    attributes: { dtype: { type }, shape: { shape } },
    name,
    shape,
    type,
  });
}

export function cast(graph: GraphBuilder, value: Output, type: DataType): Output {
  if (value.type === type) return value;
  const attributes = { SrcT: { type: value.type }, DstT: { type } };
  return graph.output('Cast', { inputs: [value], attributes, shape: value.shape, type });
}

/** `value` under the name `name`, once the nodes of `after` are done. */
export function identity(graph: GraphBuilder, value: Output, name: string, after: GraphNode[] = []): Output {
  const attributes = { T: { type: value.type } };
  const { shape, type } = value;
  return graph.output('Identity', { inputs: [value], attributes, after, name, shape, type });
}

/** The sides of `value`, as the graph runs. */
export function shapeOf(graph: GraphBuilder, value: Output): Output {
  const attributes = { T: { type: value.type }, out_type: { type: 'int32' as const } };
  return graph.output('Shape', { inputs: [value], attributes, shape: [value.shape.length], type: 'int32' });
}

/** The same numbers with other sides; −1 stands for what is left. */
export function reshape(graph: GraphBuilder, value: Output, sides: Output, shape: Shape): Output {
  const attributes = { T: { type: value.type }, Tshape: { type: 'int32' as const } };
  return graph.output('Reshape', { inputs: [value, sides], attributes, shape, type: value.type });
}

/** The number of images in `batch`, whose first side it is, as a float. */
export function batchSizeOf(graph: GraphBuilder, batch: Output): Output {
  const inputs = [shapeOf(graph, batch), integers(graph, [0]), integers(graph, [1]), integers(graph, [1])];
  const attributes = {
    T: { type: 'int32' as const },
    Index: { type: 'int32' as const },
    shrink_axis_mask: { int: 1 },
  };
  const size = graph.output('StridedSlice', { inputs, attributes, shape: [], type: 'int32' });
  return cast(graph, size, 'float');
}
