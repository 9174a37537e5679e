import { AppError } from '@tenbin/contracts';
import type { BlobStore } from '@tenbin/contracts';
import type { Named } from './collect-garbage.ts';
import { manifestOf } from './get-files.ts';

export interface Verified {
  /** Blobs that were looked at. */
  blobs: number;
  /** Hashes of those that are named and not stored. */
  missing: string[];
  /** Hashes of those that are not as they were stored. */
  broken: string[];
}

/**
 * Looks whether everything that is named is stored.
 * @param read whether each is also read and compared with its hash
 */
export async function verifyBlobs(
  store: BlobStore,
  { manifests, blobs }: Omit<Named, 'olderThan'>,
  { read }: { read: boolean },
): Promise<Verified> {
  const verified: Verified = { blobs: 0, missing: [], broken: [] };
  const seen = new Set<string>();
  const verify = async (hashes: readonly string[]): Promise<void> => {
    const fresh = [...new Set(hashes)].filter((hash) => !seen.has(hash));
    for (const hash of fresh) seen.add(hash);
    verified.blobs += fresh.length;
    const missing = await store.missing(fresh);
    verified.missing.push(...missing);
    if (!read) return;
    for (const hash of fresh.filter((one) => !missing.includes(one)))
      if (!(await isWhole(() => store.get(hash)))) verified.broken.push(hash);
  };
  for await (const hash of blobs) await verify([hash]);
  for await (const hash of manifests) {
    await verify([hash]);
    if (verified.missing.includes(hash) || verified.broken.includes(hash)) continue;
    const chunks: string[] = [];
    if (await isWhole(async () => chunks.push(...(await chunksOf(store, hash))))) await verify(chunks);
    else verified.broken.push(hash);
  }
  return verified;
}

async function chunksOf(store: BlobStore, manifest: string): Promise<string[]> {
  return (await manifestOf(store, manifest)).files.flatMap(({ chunks }) => chunks);
}

async function isWhole(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look();
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'internal' || error.code === 'bad_input')) return false;
    throw error;
  }
}
