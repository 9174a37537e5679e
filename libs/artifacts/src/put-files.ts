import { createHash } from 'node:crypto';
import type { ArtifactManifest, BlobStore } from '@tenbin/contracts';
import { chunksOf } from './chunks.ts';
import { hashOf } from './content-hash.ts';
import { filesOf } from './source-files.ts';
import type { Source, SourceFile } from './source-files.ts';

export interface StoredFiles {
  /** Hash of the blob that lists them. */
  manifest: string;
  bytes: number;
  files: number;
}

/**
 * Stores files as chunks, of which those that are there are not sent again, and a manifest. The same files give the same
 * manifest. In memory is one chunk at a time, however large the files.
 * @throws AppError `bad_input` when there is nothing to keep, or something that is no file; `disk_full`
 */
export async function putFiles(store: BlobStore, source: Source): Promise<StoredFiles> {
  const files: ArtifactManifest['files'] = [];
  for (const file of await filesOf(source)) files.push(await putFile(store, file));
  const manifest: ArtifactManifest = { version: 1, files };
  const text = new TextEncoder().encode(JSON.stringify(manifest));
  const hash = hashOf(text);
  await store.put(hash, text);
  return {
    manifest: hash,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    files: files.length,
  };
}

async function putFile(
  store: BlobStore,
  { path, read }: SourceFile,
): Promise<ArtifactManifest['files'][number]> {
  const whole = createHash('sha256');
  const chunks: string[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(read())) {
    const hash = hashOf(chunk);
    if ((await store.missing([hash])).length > 0) await store.put(hash, chunk);
    whole.update(chunk);
    chunks.push(hash);
    bytes += chunk.length;
  }
  return { path, bytes, hash: whole.digest('hex'), chunks };
}
