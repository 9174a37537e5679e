import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { anyNumber, AppError, fromJson, toJson } from '@tenbin/contracts';
import type { NamedArray } from '@tenbin/contracts';
import { epochNumbers } from '../epoch-result.ts';
import { origin } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';

/** How a file begins: magic, version of the format, bytes of the header, CRC-32 of the header; little-endian. */
const magic = Buffer.from('TENBINCP');
const version = 1;
export const prefixBytes = magic.length + 12;

/** One array as the header tells of it; the arrays follow the header in this order, raw, little-endian float32. */
const storedArray = z.strictObject({ name: z.string(), shape: z.array(z.int()), crc: z.int() });
export type StoredArray = z.infer<typeof storedArray>;

const rateState = z.strictObject({
  learningRate: anyNumber,
  best: anyNumber.nullable(),
  wait: z.int().nonnegative(),
});

const header = z.strictObject({
  origin,
  epoch: z.int().positive(),
  history: z.array(epochNumbers),
  rate: rateState.nullable(),
  /** Updates done. */
  step: z.int().nonnegative(),
  weights: z.array(storedArray),
  slots: z.array(storedArray),
});
export type Header = z.output<typeof header>;

/** The whole file, in parts that share the memory of the checkpoint's arrays. */
export function partsOf({ weights, state, ...checkpoint }: Checkpoint): Uint8Array[] {
  const all = [...weights, ...state.slots];
  const text = Buffer.from(
    JSON.stringify(
      toJson({
        origin: checkpoint.origin,
        epoch: checkpoint.epoch,
        history: checkpoint.history,
        rate: checkpoint.rate,
        step: state.step,
        weights: weights.map(stored),
        slots: state.slots.map(stored),
      }),
    ),
  );
  const prefix = Buffer.alloc(prefixBytes);
  magic.copy(prefix);
  prefix.writeUInt32LE(version, 8);
  prefix.writeUInt32LE(text.length, 12);
  prefix.writeUInt32LE(crc32(text), 16);
  return [prefix, text, ...all.map(({ values }) => bytesOf(values))];
}

/** Bytes of the header. @throws AppError `checkpoint_invalid` when `path` does not begin as a checkpoint does */
export function headerBytes(prefix: Buffer, path: string): number {
  if (!prefix.subarray(0, magic.length).equals(magic)) throw invalid(path, 'is no checkpoint of Tenbin');
  const found = prefix.readUInt32LE(8);
  if (found !== version) throw invalid(path, `has format ${found}, and this Tenbin reads format ${version}`);
  return prefix.readUInt32LE(12);
}

/** @throws AppError `checkpoint_invalid` when a byte of it has changed */
export function parseHeader(prefix: Buffer, text: Buffer, path: string): Header {
  if (crc32(text) !== prefix.readUInt32LE(16)) throw invalid(path, 'has a damaged header');
  const parsed = header.safeParse(fromJson(JSON.parse(text.toString('utf8'))));
  if (!parsed.success)
    throw invalid(path, `has a header of another Tenbin: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

export function lengthOf({ shape }: { shape: number[] }): number {
  return shape.reduce((product, side) => product * side, 1);
}

export function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

export function invalid(path: string, what: string): AppError {
  return new AppError({
    code: 'checkpoint_invalid',
    message: `${path} ${what}`,
    hint: 'Use another checkpoint, or train the run again from its beginning.',
  });
}

function stored({ name, shape, values }: NamedArray): StoredArray {
  return { name, shape, crc: crc32(bytesOf(values)) };
}
