/** One field of a protobuf message: its number, and its value as the wire type leaves it. */
export interface Field {
  number: number;
  /** The varint, or null where the field is none. */
  varint: bigint | null;
  /** The bytes of a fixed32, a fixed64 or a field with a length. */
  bytes: Buffer;
}

const nothing = Buffer.alloc(0);

/**
 * The fields of a protobuf message in order (protobuf.dev, "Encoding").
 * @throws RangeError where the bytes are no message
 */
export function* fieldsOf(message: Buffer): Generator<Field> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message.readUInt8(at);
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value);
    }
    throw new RangeError('a varint of more than ten bytes');
  };
  const take = (length: number): Buffer => {
    if (at + length > message.length) throw new RangeError('a field goes past the end of its message');
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const key = Number(varint());
    const [number, type] = [key >>> 3, key & 7];
    if (type === 0) yield { number, varint: varint(), bytes: nothing };
    else if (type === 1) yield { number, varint: null, bytes: take(8) };
    else if (type === 2) yield { number, varint: null, bytes: take(Number(varint())) };
    else if (type === 5) yield { number, varint: null, bytes: take(4) };
    else throw new RangeError(`wire type ${type} is none`);
  }
}
