import { AppError } from '@tenbin/contracts';

/** What the header of an .npy file says. */
export interface NpyHeader {
  /** NumPy's code of the element type, such as `|u1` or `<f4`. */
  type: string;
  shape: number[];
  /** Bytes before the data. */
  dataStart: number;
}

export interface NpyArray extends NpyHeader {
  /** Elements in C order; text as text. */
  values: ArrayLike<number> | string[];
}

/** Reads the elements of a type from bytes that begin at an even place. */
const readers = new Map<string, (bytes: ArrayBuffer) => ArrayLike<number>>([
  ['|u1', (bytes) => new Uint8Array(bytes)],
  ['|b1', (bytes) => new Uint8Array(bytes)],
  ['|i1', (bytes) => new Int8Array(bytes)],
  ['<u2', (bytes) => new Uint16Array(bytes)],
  ['<i2', (bytes) => new Int16Array(bytes)],
  ['<u4', (bytes) => new Uint32Array(bytes)],
  ['<i4', (bytes) => new Int32Array(bytes)],
  ['<u8', (bytes) => Float64Array.from(new BigUint64Array(bytes), Number)],
  ['<i8', (bytes) => Float64Array.from(new BigInt64Array(bytes), Number)],
  ['<f4', (bytes) => new Float32Array(bytes)],
  ['<f8', (bytes) => new Float64Array(bytes)],
]);

/**
 * The header of an .npy file, from its first bytes (format 1.0 to 3.0, numpy.lib.format).
 * @param name how messages call the array
 * @throws AppError `dataset_invalid` for another format, Python objects, or Fortran order
 */
export function readNpyHeader(bytes: Buffer, name: string): NpyHeader {
  const major = bytes[6] ?? 0;
  if (bytes.toString('latin1', 0, 6) !== '\u0093NUMPY' || major < 1 || major > 3)
    throw refusal(`${name} is no .npy array`);
  const [textStart, length] =
    major === 1 ? [10, bytes.readUInt16LE(8)] : [12, bytes.length < 12 ? 0 : bytes.readUInt32LE(8)];
  const text = bytes.toString('utf8', textStart, textStart + length);
  const type = /'descr':\s*'([^']+)'/.exec(text)?.[1];
  const shape = /'shape':\s*\(([^)]*)\)/.exec(text)?.[1];
  if (type === undefined || shape === undefined) throw refusal(`${name} has a header that cannot be read`);
  if (type.endsWith('O')) throw refusal(`${name} holds Python objects`);
  if (/'fortran_order':\s*True/.test(text)) throw refusal(`${name} is in Fortran order`);
  const sides = shape.split(',').filter((side) => side.trim() !== '');
  return { type, shape: sides.map(Number), dataStart: textStart + length };
}

/**
 * An .npy file: numbers of the usual types, or text.
 * @throws AppError `dataset_invalid` also for other types, and when data is missing
 */
export function readNpy(bytes: Buffer, name: string): NpyArray {
  const header = readNpyHeader(bytes, name);
  const count = header.shape.reduce((product, side) => product * side, 1);
  const text = /^(?:<U|\|S)(\d+)$/.exec(header.type);
  const width =
    text === null ? Number(header.type.slice(2)) : Number(text[1]) * (header.type[1] === 'U' ? 4 : 1);
  const data = bytes.subarray(header.dataStart, header.dataStart + count * width);
  if (data.length < count * width) throw refusal(`${name} is cut`);
  if (text !== null) {
    const place = (at: number) => data.subarray(at * width, (at + 1) * width);
    return { ...header, values: Array.from({ length: count }, (_, at) => textOf(place(at), header.type)) };
  }
  const reader = readers.get(header.type);
  if (reader === undefined) throw refusal(`${name} has the type ${header.type}`);
  return { ...header, values: reader(Uint8Array.from(data).buffer) };
}

/** Text of a fixed width, filled up with zeros. */
function textOf(bytes: Buffer, type: string): string {
  if (type.startsWith('|S')) return bytes.toString('latin1').replace(/\0+$/, '');
  const codes = Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readUInt32LE(at * 4));
  return String.fromCodePoint(...codes).replace(/\0+$/, '');
}

function refusal(message: string): AppError {
  return new AppError({
    code: 'dataset_invalid',
    message,
    hint: 'Save images as uint8 and labels as whole numbers or text, with numpy.savez_compressed(file, x=…, y=…).',
  });
}
