import type { FileHandle } from 'node:fs/promises';
import { constants, inflateRawSync } from 'node:zlib';
import { headBytes } from './image-size.ts';

/** A file in a zip. */
export interface ZipEntry {
  name: string;
  compressed: boolean;
  /** Bytes that it takes in the zip. */
  size: number;
  /** Where its local header begins. */
  offset: number;
}

const endBytes = 22;
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;

/** The files of a zip, in its order; none when it is not a zip, or one of more than 4 GiB. */
export async function zipEntries(file: FileHandle): Promise<ZipEntry[]> {
  const { size } = await file.stat();
  const tail = await read(file, Math.max(0, size - headBytes - endBytes), headBytes + endBytes);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end + endBytes > tail.length || tail.readUInt32LE(end) !== endSignature) return [];
  const directory = await read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === entrySignature;) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      compressed: directory.readUInt16LE(at + 10) === 8,
      size: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** The start of a file in a zip. */
export async function zipHead(file: FileHandle, { offset, size, compressed }: ZipEntry): Promise<Buffer> {
  const header = await read(file, offset, 30);
  if (header.length < 30) return header;
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const bytes = await read(file, start, Math.min(size, headBytes));
  // What was cut off is no fault: the size stands at the start.
  return compressed ? inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { size } = await file.stat();
  const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - position)));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
  return buffer.subarray(0, bytesRead);
}
