import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { AppError } from '@tenbin/contracts';
import type { NamedArray } from '@tenbin/contracts';
import type { Checkpoint } from './checkpoint.ts';
import { bytesOf, headerBytes, invalid, lengthOf, parseHeader, prefixBytes } from './file-format.ts';
import type { Header, StoredArray } from './file-format.ts';

/**
 * Reads a whole checkpoint, each array straight into its place.
 * @throws AppError `not_found` without the file; `checkpoint_invalid` when it is none, is cut, or a byte has changed
 */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  await using file = await openFile(path);
  const { header, start } = await readHeader(file, path);
  const weights = await readArrays(file, { path, start, arrays: header.weights });
  const slots = await readArrays(file, {
    path,
    start: start + bytesIn(header.weights),
    arrays: header.slots,
  });
  const { origin, epoch, history, rate, step } = header;
  return { origin, epoch, history, rate, weights, state: { step, slots } };
}

/** A checkpoint without what its optimizer remembers. */
export type TrainedWeights = Pick<Checkpoint, 'origin' | 'epoch' | 'history' | 'weights'>;

/** Reads only the weights. @throws AppError as `readCheckpoint` */
export async function readWeights(path: string): Promise<TrainedWeights> {
  await using file = await openFile(path);
  const { header, start } = await readHeader(file, path);
  const { origin, epoch, history } = header;
  return { origin, epoch, history, weights: await readArrays(file, { path, start, arrays: header.weights }) };
}

function openFile(path: string): Promise<FileHandle> {
  return open(path).catch((cause: unknown) => {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    if (!missing) throw invalid(path, `cannot be opened: ${String(cause)}`);
    throw new AppError({
      code: 'not_found',
      message: `there is no checkpoint ${path}`,
      hint: 'A run has checkpoints on the machine that trained it, from its first epoch on.',
      cause,
    });
  });
}

async function readHeader(file: FileHandle, path: string): Promise<{ header: Header; start: number }> {
  const { size } = await file.stat();
  const prefix = Buffer.alloc(prefixBytes);
  if (!(await fill(file, prefix, 0))) throw invalid(path, 'is no checkpoint of Tenbin');
  const length = headerBytes(prefix, path);
  const start = prefixBytes + length;
  if (start > size) throw invalid(path, 'is cut');
  const text = Buffer.alloc(length);
  await fill(file, text, prefixBytes);
  const header = parseHeader(prefix, text, path);
  if (start + bytesIn([...header.weights, ...header.slots]) !== size) throw invalid(path, 'is cut');
  return { header, start };
}

async function readArrays(
  file: FileHandle,
  { path, start, arrays }: { path: string; start: number; arrays: StoredArray[] },
): Promise<NamedArray[]> {
  const read: NamedArray[] = [];
  let at = start;
  for (const { name, shape, crc } of arrays) {
    const values = new Float32Array(lengthOf({ shape }));
    if (!(await fill(file, bytesOf(values), at)) || crc32(bytesOf(values)) !== crc) {
      throw invalid(path, `is damaged: ${name} is not what was written`);
    }
    read.push({ name, shape, values });
    at += values.byteLength;
  }
  return read;
}

/** Whether `bytes` could be filled from `position` on. */
async function fill(file: FileHandle, bytes: Uint8Array, position: number): Promise<boolean> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
    if (bytesRead === 0) return false;
    done += bytesRead;
  }
  return true;
}

function bytesIn(arrays: StoredArray[]): number {
  return arrays.reduce((sum, array) => sum + lengthOf(array) * Float32Array.BYTES_PER_ELEMENT, 0);
}
