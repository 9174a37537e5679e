import { createReadStream, createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/**
 * @typedef {import('node:fs/promises').FileHandle} FileHandle
 * @typedef {object} Entry one file of an archive
 * @property {string} name
 * @property {number} method 0 stored, 8 deflated
 * @property {number} size bytes as they lie in the archive
 * @property {number} start where they begin
 */

const chunk = 1 << 20;
const endMark = Buffer.from('PK\u0005\u0006');
const entryMark = 0x02014b50;

/**
 * Writes chosen files of a zip (APPNOTE 6.3, without Zip64: for wheels below 4 GB).
 * @param {string} zip path of the archive
 * @param {(name: string) => string | null} placeOf path to write an entry to, or null to leave it out
 */
export async function unzip(zip, placeOf) {
  for (const { name, method, size, start } of await entriesOf(zip)) {
    const place = placeOf(name);
    if (place === null) continue;
    mkdirSync(dirname(place), { recursive: true });
    if (size === 0) {
      writeFileSync(place, '');
      continue;
    }
    const source = createReadStream(zip, { start, end: start + size - 1, highWaterMark: chunk });
    const target = createWriteStream(place, { highWaterMark: chunk });
    if (method === 0) await pipeline(source, target);
    else await pipeline(source, createInflateRaw({ chunkSize: chunk }), target);
  }
}

/**
 * The archive's files, from the directory at its end.
 * @param {string} zip
 * @returns {Promise<Entry[]>}
 */
async function entriesOf(zip) {
  const file = await open(zip);
  try {
    const { size } = await file.stat();
    // The end record is 22 bytes and a comment of up to 65,535.
    const tail = await read(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
    const end = tail.lastIndexOf(endMark);
    if (end < 0) throw new Error(`${zip} is not a whole zip file`);
    const directory = await read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    /** @type {Entry[]} */
    const entries = [];
    for (let at = 0; at < directory.length && directory.readUInt32LE(at) === entryMark;) {
      const nameLength = directory.readUInt16LE(at + 28);
      const header = directory.readUInt32LE(at + 42);
      const local = await read(file, header, 30);
      entries.push({
        name: directory.toString('utf8', at + 46, at + 46 + nameLength),
        method: directory.readUInt16LE(at + 10),
        size: directory.readUInt32LE(at + 20),
        start: header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28),
      });
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    return entries;
  } finally {
    await file.close();
  }
}

/** @param {FileHandle} file @param {number} position @param {number} length */
async function read(file, position, length) {
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer;
}
