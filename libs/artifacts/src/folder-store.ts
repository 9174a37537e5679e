import { randomUUID } from 'node:crypto';
import { mkdir, open, opendir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OwnedBlobStore } from '@tenbin/contracts';
import { brokenBlob, checkHash, diskFailure, noBlob, wrongHash } from './blob-failure.ts';
import { hashOf } from './content-hash.ts';

/**
 * Blobs as files of a folder, `ab/abcdef…`. A blob is there whole or not at all: it is written beside its place, brought
 * to the disk, and put there by a rename.
 */
export function folderStore(folder: string): OwnedBlobStore {
  const placeOf = (hash: string): string => join(folder, hash.slice(0, 2), hash);
  return {
    async missing(hashes) {
      hashes.forEach(checkHash);
      const there = await Promise.all(hashes.map((hash) => exists(placeOf(hash))));
      return hashes.filter((_, index) => there[index] === false);
    },
    async put(hash, content) {
      checkHash(hash);
      if (hashOf(content) !== hash) throw wrongHash(hash);
      if (await isWhole(placeOf(hash), hash)) return;
      await write(placeOf(hash), join(folder, hash.slice(0, 2)), content);
    },
    async get(hash) {
      checkHash(hash);
      const content = await read(placeOf(hash));
      if (content === null) throw noBlob(hash);
      if (hashOf(content) !== hash) throw brokenBlob(hash);
      return content;
    },
    async *list() {
      for (const name of await namesIn(folder)) {
        if (!/^[0-9a-f]{2}$/.test(name)) continue;
        for (const hash of await namesIn(join(folder, name))) {
          const found = await stat(join(folder, name, hash)).catch(() => null);
          if (found !== null && /^[0-9a-f]{64}$/.test(hash))
            yield { hash, bytes: found.size, at: found.mtimeMs };
          // What a process that died while it wrote has left.
          else if (found !== null && Date.now() - found.mtimeMs > leftoverMs)
            await rm(join(folder, name, hash), { force: true });
        }
      }
    },
    async remove(hash) {
      checkHash(hash);
      await rm(placeOf(hash), { force: true });
    },
  };
}

/** Milliseconds after which a file that is being written is nobody's any more. */
const leftoverMs = 86_400_000;

async function write(place: string, within: string, content: Uint8Array): Promise<void> {
  const beside = join(within, `${randomUUID()}.part`);
  try {
    await mkdir(within, { recursive: true });
    const file = await open(beside, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, place);
    await syncFolder(within);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw diskFailure(error, within);
  }
}

/** A rename is on the disk when its folder is; some systems cannot bring a folder there, and need not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  try {
    await handle?.sync().catch(() => {});
  } finally {
    await handle?.close();
  }
}

async function read(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** A blob that is there but broken is stored again. */
async function isWhole(path: string, hash: string): Promise<boolean> {
  const content = await read(path);
  return content !== null && hashOf(content) === hash;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name } of await opendir(folder)) names.push(name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  return names.toSorted();
}
