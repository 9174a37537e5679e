import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/** An entry of an archive, from memory or from a file. */
export type ZipEntry = { name: string; bytes: Uint8Array } | { name: string; file: string };

/**
 * Writes a zip archive without compression, as Keras does. Files are streamed and may be up to 4 GiB in all.
 * @throws RangeError beyond that
 */
export async function writeStoredZip(path: string, entries: ZipEntry[]): Promise<void> {
  await using archive = await open(path, 'w');
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const size = 'bytes' in entry ? entry.bytes.length : (await stat(entry.file)).size;
    if (offset + size > 0xf000_0000) throw new RangeError(`${path} would be larger than 4 GiB`);
    const header = { name: Buffer.from(entry.name), crc: await crcOf(entry), size };
    const local = localHeader(header);
    await archive.write(local);
    await writeBody(archive, entry);
    directory.push(directoryHeader(header, offset));
    offset += local.length + size;
  }
  const headers = Buffer.concat(directory);
  await archive.write(Buffer.concat([headers, endOf(entries.length, headers.length, offset)]));
}

interface Header {
  name: Buffer;
  crc: number;
  size: number;
}

async function crcOf(entry: ZipEntry): Promise<number> {
  let crc = 0;
  for await (const chunk of chunksOf(entry)) crc = crc32(chunk, crc);
  return crc;
}

async function writeBody(archive: FileHandle, entry: ZipEntry): Promise<void> {
  for await (const chunk of chunksOf(entry)) await archive.write(chunk);
}

async function* chunksOf(entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if ('bytes' in entry) yield entry.bytes;
  else for await (const chunk of createReadStream(entry.file)) if (chunk instanceof Uint8Array) yield chunk;
}

/** Version 2.0, UTF-8 names, stored, 1980-01-01; then CRC-32, both sizes, length of the name, no extra field. */
function commonOf({ name, crc, size }: Header): Buffer {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(0x0800, 2);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc, 10);
  common.writeUInt32LE(size, 14);
  common.writeUInt32LE(size, 18);
  common.writeUInt16LE(name.length, 22);
  return common;
}

function localHeader(header: Header): Buffer {
  return Buffer.concat([Buffer.from('PK\u0003\u0004'), commonOf(header), header.name]);
}

function directoryHeader(header: Header, offset: number): Buffer {
  const place = Buffer.alloc(14);
  place.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), commonOf(header), place, header.name]);
}

function endOf(entries: number, directoryBytes: number, directoryAt: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(directoryAt, 16);
  return end;
}
