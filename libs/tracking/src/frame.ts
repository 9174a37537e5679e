import { crc32 } from 'node:zlib';
import { fromJson, sequencedRecord, toJson } from '@tenbin/contracts';
import type { SequencedRecord } from '@tenbin/contracts';

/** Bytes before a frame's text: its length in bytes, then its CRC-32, both unsigned 32-bit little-endian. */
const headerBytes = 8;

/** A record as it lies in a spool file: length, CRC-32, JSON text in UTF-8. */
export function encodeFrame(entry: SequencedRecord): Buffer {
  const text = Buffer.from(JSON.stringify(toJson(entry)));
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(text.length, 0);
  header.writeUInt32LE(crc32(text), 4);
  return Buffer.concat([header, text]);
}

export interface DecodedFrames {
  records: SequencedRecord[];
  /** Where the last whole frame ends, in bytes: what comes after it is lost. */
  wholeBytes: number;
  /** What was lost and why; null when every byte was read. */
  damage: string | null;
}

/** Every record up to the first cut or corrupt frame. Never throws. */
export function decodeFrames(bytes: Buffer): DecodedFrames {
  const records: SequencedRecord[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const frame = frameAt(bytes, offset);
    if (typeof frame === 'string') {
      const damage = `${frame} at byte ${offset}: the last ${bytes.length - offset} bytes are lost`;
      return { records, wholeBytes: offset, damage };
    }
    records.push(frame.entry);
    offset = frame.end;
  }
  return { records, wholeBytes: offset, damage: null };
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
