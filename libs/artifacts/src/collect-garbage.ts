import type { OwnedBlobStore } from '@tenbin/contracts';
import { AppError } from '@tenbin/contracts';
import { manifestOf } from './get-files.ts';

export interface Named {
  /** Manifests: they and all chunks of theirs stay. */
  manifests: AsyncIterable<string> | Iterable<string>;
  /** Blobs that stand for themselves, as pictures. */
  blobs: AsyncIterable<string> | Iterable<string>;
  /** What was stored later stays: it may belong to what is about to be named. */
  olderThan: Date;
}

export interface Collected {
  kept: number;
  removed: number;
  bytesFreed: number;
}

/** Removes every blob that nothing names any more. A manifest that is gone or broken names nothing but itself. */
export async function collectGarbage(
  store: OwnedBlobStore,
  { manifests, blobs, olderThan }: Named,
): Promise<Collected> {
  const named = new Set<string>();
  for await (const hash of blobs) named.add(hash);
  for await (const hash of manifests) {
    named.add(hash);
    for (const chunk of await chunksNamedBy(store, hash)) named.add(chunk);
  }
  const collected = { kept: 0, removed: 0, bytesFreed: 0 };
  for await (const { hash, bytes, at } of store.list()) {
    if (named.has(hash) || at >= olderThan.getTime()) {
      collected.kept += 1;
      continue;
    }
    await store.remove(hash);
    collected.removed += 1;
    collected.bytesFreed += bytes;
  }
  return collected;
}

async function chunksNamedBy(store: OwnedBlobStore, hash: string): Promise<string[]> {
  try {
    return (await manifestOf(store, hash)).files.flatMap(({ chunks }) => chunks);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return [];
    // Its chunks are not known: nothing may go.
    throw error;
  }
}
