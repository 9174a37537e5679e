import * as zlib from 'node:zlib';
import { fromJson, jsonText, sequencedRecord } from '@tenbin/contracts';
import type { SequencedRecord } from '@tenbin/contracts';

/** Bytes before a frame's text: its length in bytes, then its CRC-32, both unsigned 32-bit little-endian. */
const headerBytes = 8;

/** A record as it lies in a spool file: length, CRC-32, JSON text in UTF-8. */
export function encodeFrame(entry: SequencedRecord): Buffer {
  const text = jsonText(entry);
  const length = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(headerBytes + length);
  frame.writeUInt32LE(length, 0);
  frame.write(text, headerBytes);
  frame.writeUInt32LE(crc32(frame.subarray(headerBytes)), 4);
  return frame;
}

/** A whole frame, and how many bytes it takes. */
export interface Framed {
  entry: SequencedRecord;
  bytes: number;
}

export interface DecodedFrames {
  frames: Framed[];
  /** Where the last whole frame ends, in bytes: what comes after it is lost. */
  wholeBytes: number;
  /** What was lost and why; null when every byte was read. */
  damage: string | null;
}

/** Every record up to the first cut or corrupt frame. Never throws. */
export function decodeFrames(bytes: Buffer): DecodedFrames {
  const frames: Framed[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const frame = frameAt(bytes, offset);
    if (typeof frame === 'string') {
      const damage = `${frame} at byte ${offset}: the last ${bytes.length - offset} bytes are lost`;
      return { frames, wholeBytes: offset, damage };
    }
    frames.push({ entry: frame.entry, bytes: frame.end - offset });
    offset = frame.end;
  }
  return { frames, wholeBytes: offset, damage: null };
}

function frameAt(bytes: Buffer, offset: number): { entry: SequencedRecord; end: number } | string {
  if (bytes.length - offset < headerBytes) return 'a cut frame';
  const length = bytes.readUInt32LE(offset);
  // A file that grew before its data came to the disk ends in zeros, and the CRC-32 of nothing is zero.
  if (length === 0) return 'an empty frame';
  const start = offset + headerBytes;
  const end = start + length;
  if (end > bytes.length) return 'a cut frame';
  const text = bytes.subarray(start, end);
  if (crc32(text) !== bytes.readUInt32LE(offset + 4)) return 'a corrupt frame';
  const entry = parse(text);
  return entry === null ? 'a frame that is no record' : { entry, end };
}

function parse(text: Buffer): SequencedRecord | null {
  try {
    return sequencedRecord.safeParse(fromJson(JSON.parse(text.toString('utf8')))).data ?? null;
  } catch {
    return null;
  }
}

/** As in gzip and PNG (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  return typeof zlib.crc32 === 'function' ? zlib.crc32(bytes) : crc32ByTable(bytes);
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** For what runs programs without Node's own. */
export function crc32ByTable(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (rest >>> 8) ^ (table[(rest ^ byte) & 0xff] ?? 0);
  return (rest ^ 0xffffffff) >>> 0;
}
