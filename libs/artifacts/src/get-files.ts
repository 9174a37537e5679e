import { createHash, randomUUID } from 'node:crypto';
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, artifactManifest } from '@tenbin/contracts';
import type { ArtifactManifest, BlobStore } from '@tenbin/contracts';
import { brokenBlob, diskFailure } from './blob-failure.ts';
import { checkPath } from './source-files.ts';

type ManifestFile = ArtifactManifest['files'][number];

/** @throws AppError `not_found`; `bad_input` when the blob is no manifest, or a path of it leads out of it */
export async function manifestOf(store: BlobStore, hash: string): Promise<ArtifactManifest> {
  const text = new TextDecoder().decode(await store.get(hash));
  const parsed = artifactManifest.safeParse(jsonOf(text));
  if (!parsed.success) throw noManifest(hash, parsed.error.message);
  for (const { path } of parsed.data.files) checkPath(path);
  return parsed.data;
}

/** The content of one file, chunk by chunk; each is checked before it is given out. */
export async function* readFileOf(
  store: BlobStore,
  { chunks }: ManifestFile,
): AsyncGenerator<Uint8Array, void> {
  for (const hash of chunks) yield await store.get(hash);
}

/**
 * Writes the files of an artifact into a new folder: all of them, or none.
 * @throws AppError `bad_input` when the destination is there; `not_found`; `internal` when what was stored is broken;
 *   `disk_full`
 */
export async function getFiles(
  store: BlobStore,
  hash: string,
  destination: string,
): Promise<ArtifactManifest> {
  const manifest = await manifestOf(store, hash);
  if ((await lstat(destination).catch(() => null)) !== null) throw isThere(destination);
  // A folder of our own, which nobody can have put a link into.
  const beside = `${destination}.${randomUUID()}.part`;
  try {
    await mkdir(beside, { recursive: true });
    for (const file of manifest.files) await writeFileOf(store, file, beside);
    await rename(beside, destination);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw diskFailure(error, destination);
  }
  return manifest;
}

async function writeFileOf(store: BlobStore, file: ManifestFile, root: string): Promise<void> {
  const place = join(root, file.path);
  await mkdir(dirname(place), { recursive: true });
  const whole = createHash('sha256');
  const handle = await open(place, 'wx');
  try {
    for await (const chunk of readFileOf(store, file)) {
      whole.update(chunk);
      await handle.write(chunk);
    }
  } finally {
    await handle.close();
  }
  if (whole.digest('hex') !== file.hash) throw brokenBlob(file.hash);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function noManifest(hash: string, why: string): AppError {
  return new AppError({
    code: 'bad_input',
    message: `The blob ${hash} is no list of files: ${why}`,
    hint: 'Name the manifest of an artifact.',
  });
}

function isThere(destination: string): AppError {
  return new AppError({
    code: 'bad_input',
    message: `${destination} is there already.`,
    hint: 'Name a folder that is not there: nothing is overwritten.',
  });
}
