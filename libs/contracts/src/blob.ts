import { z } from 'zod';
import { contentHash } from './logged-record.ts';

/** Content by its SHA-256. What is stored under a hash never changes. */
export interface BlobStore {
  /** Which of these are not stored yet. */
  missing(hashes: readonly string[]): Promise<string[]>;
  /** @throws AppError `bad_input` when the content has another hash; `disk_full` */
  put(hash: string, content: Uint8Array): Promise<void>;
  /** @throws AppError `not_found`; `internal` when what is stored is not what was put */
  get(hash: string): Promise<Uint8Array>;
}

/** A store that can be looked through and cleaned. */
export interface OwnedBlobStore extends BlobStore {
  /** Every hash that is stored, with its size in bytes and when it was put, in milliseconds since 1970. */
  list(): AsyncIterable<{ hash: string; bytes: number; at: number }>;
  remove(hash: string): Promise<void>;
}

/** The files of an artifact: each is its chunks, one after the other. Stored as a blob of JSON. */
export const artifactManifest = z.strictObject({
  version: z.literal(1),
  files: z.array(
    z.strictObject({
      /** With `/` between folders, relative, without `.` and `..`. */
      path: z.string().min(1).max(4000),
      bytes: z.int().nonnegative(),
      /** SHA-256 of the whole file. */
      hash: contentHash,
      chunks: z.array(contentHash),
    }),
  ),
});
export type ArtifactManifest = z.infer<typeof artifactManifest>;
