import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';

/** What an entry keeps: facts as JSON, and bytes beside them. */
export interface Entry {
  facts: unknown;
  bytes: Uint8Array;
}

const stored = z.object({ length: z.int().nonnegative(), crc: z.int(), facts: z.unknown() });

/** A file that a killed process was writing is litter after this time. */
const staleAfter = 60 * 60 * 1000;
/** Bytes that are read at once. */
const piece = 2 ** 26;

/** The entry `key` of the folder; undefined when it is not there, cut, or of another content than was written. */
export async function readEntry(folder: string, key: string): Promise<Entry | undefined> {
  const [json, bin] = [join(folder, `${key}.json`), join(folder, `${key}.bin`)];
  try {
    const { length, crc, facts } = stored.parse(JSON.parse(await readFile(json, 'utf8')));
    const bytes = await readBytes(bin, length);
    if (bytes === undefined || checksum(bytes) !== crc) return undefined;
    const now = new Date();
    await utimes(json, now, now);
    return { facts, bytes };
  } catch {
    return undefined;
  }
}

/**
 * Writes an entry so that no reader ever sees a part of it, then removes those that were used longest ago until all
 * together have `mostBytes` at the most; the new one stays.
 */
export async function writeEntry(
  folder: string,
  key: string,
  { facts, bytes, mostBytes }: Entry & { mostBytes: number },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const about = { length: bytes.length, crc: checksum(bytes), facts };
  await replace(join(folder, `${key}.bin`), bytes);
  await replace(join(folder, `${key}.json`), JSON.stringify(about));
  await trim(folder, { keep: key, mostBytes });
}

/** The whole file, piece by piece (Node reads no more than 2 GiB at once); undefined when it has another length. */
async function readBytes(file: string, length: number): Promise<Uint8Array | undefined> {
  await using handle = await open(file);
  if ((await handle.stat()).size !== length) return undefined;
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const { bytesRead } = await handle.read(bytes, at, Math.min(piece, length - at), at);
    if (bytesRead === 0) return undefined;
    at += bytesRead;
  }
  return bytes;
}

function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += piece) sum = crc32(bytes.subarray(at, at + piece), sum);
  return sum;
}

async function replace(file: string, content: string | Uint8Array): Promise<void> {
  const fresh = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(fresh, content);
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

async function trim(folder: string, { keep, mostBytes }: { keep: string; mostBytes: number }): Promise<void> {
  const names = await readdir(folder);
  const files = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(folder, name)).catch(() => undefined);
      return { name, key: name.split('.')[0] ?? '', size: found?.size ?? 0, time: found?.mtimeMs ?? 0 };
    }),
  );
  const stale = files.filter(({ name, time }) => name.endsWith('.tmp') && time < Date.now() - staleAfter);
  for (const { name } of stale) await rm(join(folder, name), { force: true });
  const entries = [...Map.groupBy(files, ({ key }) => key)].map(([key, own]) => ({
    key,
    size: own.reduce((sum, { size }) => sum + size, 0),
    // The JSON is touched whenever the entry is read.
    time: own.find(({ name }) => name.endsWith('.json'))?.time ?? 0,
  }));
  let total = entries.reduce((sum, { size }) => sum + size, 0);
  for (const { key, size } of entries.toSorted((left, right) => left.time - right.time)) {
    if (total <= mostBytes) return;
    if (key === keep) continue;
    // The JSON goes first: without it the rest is no entry.
    await rm(join(folder, `${key}.json`), { force: true });
    await rm(join(folder, `${key}.bin`), { force: true });
    total -= size;
  }
}
