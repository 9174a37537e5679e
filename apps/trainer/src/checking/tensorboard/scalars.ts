import { fieldsOf } from './wire.ts';

export interface Scalar {
  tag: string;
  step: number;
  value: number;
}

/** Numbers of the fields that are read: tensorflow/core/util/event.proto and framework/{summary,tensor,types}.proto. */
const event = { step: 2, summary: 5 };
const summary = { value: 1 };
const summaryValue = { tag: 1, simpleValue: 2, tensor: 8 };
const tensor = { type: 1, content: 4, floats: 5, doubles: 6 };
const types = { float: 1n, double: 2n };

/**
 * The scalars of one `Event`: old ones, a `simple_value`, and those of TensorFlow 2, a tensor of one float or double.
 * @throws RangeError where the bytes are no Event
 */
export function scalarsOf(bytes: Buffer): Scalar[] {
  let step = 0;
  const values: Buffer[] = [];
  for (const field of fieldsOf(bytes)) {
    if (field.number === event.step && field.varint !== null) step = Number(field.varint);
    if (field.number !== event.summary) continue;
    for (const inner of fieldsOf(field.bytes)) if (inner.number === summary.value) values.push(inner.bytes);
  }
  return values.flatMap((message) => {
    const { tag, value } = readValue(message);
    return value === null ? [] : [{ tag, step, value }];
  });
}

function readValue(message: Buffer): { tag: string; value: number | null } {
  let tag = '';
  let value: number | null = null;
  for (const { number, bytes } of fieldsOf(message)) {
    if (number === summaryValue.tag) tag = bytes.toString('utf8');
    if (number === summaryValue.simpleValue) value = bytes.readFloatLE();
    if (number === summaryValue.tensor) value = onlyNumber(bytes);
  }
  return { tag, value };
}

/** The number of a tensor that holds one, or null: histograms, pictures and texts are tensors too. */
function onlyNumber(message: Buffer): number | null {
  let type: bigint | null = null;
  let data: Buffer = Buffer.alloc(0);
  for (const { number, varint, bytes } of fieldsOf(message)) {
    if (number === tensor.type) type = varint;
    else if (number === tensor.content || number === tensor.floats || number === tensor.doubles) data = bytes;
  }
  if (type === types.float && data.length === 4) return data.readFloatLE();
  if (type === types.double && data.length === 8) return data.readDoubleLE();
  return null;
}
