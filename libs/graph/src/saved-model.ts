import { PbfWriter } from 'pbf';
import { referenceTo } from './graph-builder.ts';
import type { Attribute, DataType, GraphNode, Shape } from './graph-builder.ts';

/** Numbers of tensorflow/core/framework/types.proto. */
const dataTypes: Record<DataType, number> = {
  float: 1,
  int32: 3,
  uint8: 4,
  int64: 9,
  bool: 10,
  bfloat16: 14,
  resource: 20,
};

/** The graph format's version, of TensorFlow 2.12 and later (`TF_GRAPH_DEF_VERSION`). */
const producer = 1087;

/**
 * A SavedModel that holds `nodes` and nothing else, as the bytes of `saved_model.pb`: no signature, no variables
 * folder, no function. Field numbers are those of tensorflow/core/protobuf/{saved_model,meta_graph}.proto and
 * tensorflow/core/framework/{graph,node_def,attr_value,tensor,tensor_shape}.proto.
 */
export function savedModelOf(nodes: readonly GraphNode[], tag: string): Uint8Array {
  const writer = new PbfWriter();
  writer.writeVarintField(1, 1); // SavedModel.saved_model_schema_version
  writer.writeMessage(2, writeMetaGraph, { nodes, tag });
  return writer.finish();
}

function writeMetaGraph({ nodes, tag }: { nodes: readonly GraphNode[]; tag: string }, to: PbfWriter): void {
  to.writeMessage(1, writeMetaInfo, tag);
  to.writeMessage(2, writeGraph, nodes);
}

function writeMetaInfo(tag: string, to: PbfWriter): void {
  to.writeStringField(4, tag);
}

function writeGraph(nodes: readonly GraphNode[], to: PbfWriter): void {
  for (const node of nodes) to.writeMessage(1, writeNode, node);
  to.writeMessage(
    4,
    (version: number, versions: PbfWriter) => versions.writeVarintField(1, version),
    producer,
  );
}

function writeNode({ name, op, inputs, after, attributes }: GraphNode, to: PbfWriter): void {
  to.writeStringField(1, name);
  to.writeStringField(2, op);
  for (const input of inputs) to.writeStringField(3, referenceTo(input));
  for (const before of after) to.writeStringField(3, `^${before.name}`);
  for (const entry of Object.entries(attributes)) to.writeMessage(5, writeEntry, entry);
}

function writeEntry([key, attribute]: [string, Attribute], to: PbfWriter): void {
  to.writeStringField(1, key);
  to.writeMessage(2, writeAttribute, attribute);
}

function writeAttribute(attribute: Attribute, to: PbfWriter): void {
  if ('ints' in attribute) to.writeMessage(1, writeInts, attribute.ints);
  else if ('string' in attribute) to.writeStringField(2, attribute.string);
  else if ('int' in attribute) to.writeVarintField(3, attribute.int);
  else if ('float' in attribute) to.writeFloatField(4, attribute.float);
  else if ('bool' in attribute) to.writeBooleanField(5, attribute.bool);
  else if ('type' in attribute) to.writeVarintField(6, dataTypes[attribute.type]);
  else if ('shape' in attribute) to.writeMessage(7, writeShape, attribute.shape);
  else to.writeMessage(8, writeTensor, attribute.tensor);
}

function writeInts(ints: readonly number[], to: PbfWriter): void {
  for (const value of ints) to.writeVarintField(3, value);
}

function writeShape(shape: Shape, to: PbfWriter): void {
  for (const side of shape) {
    to.writeMessage(2, (size: number, dimension: PbfWriter) => dimension.writeVarintField(1, size), side);
  }
}

function writeTensor(
  { type, shape, bytes }: { type: DataType; shape: Shape; bytes: Uint8Array },
  to: PbfWriter,
): void {
  to.writeVarintField(1, dataTypes[type]);
  to.writeMessage(2, writeShape, shape);
  to.writeBytesField(4, bytes);
}
