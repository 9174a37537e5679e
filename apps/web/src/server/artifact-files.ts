import { manifestOf } from '@tenbin/artifacts';
import { AppError } from '@tenbin/contracts';
import type { ArtifactManifest } from '@tenbin/contracts';
import { getArtifact } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { blobStore } from './door/blobs.ts';

/** The files of a version of an artifact. @throws AppError `not_found` */
export async function filesOfArtifact(database: Database, id: number): Promise<ArtifactManifest> {
  const { manifest } = await getArtifact(database, id);
  return manifestOf(await blobStore(), manifest);
}

/** @throws AppError `not_found` when there is no such artifact, or no such file in it */
export async function fileOfArtifact(
  database: Database,
  id: string,
  path: string,
): Promise<ArtifactManifest['files'][number]> {
  const { files } = await filesOfArtifact(database, /^[1-9]\d{0,8}$/.test(id) ? Number(id) : 0);
  const file = files.find((each) => each.path === path);
  if (file) return file;
  throw new AppError({
    code: 'not_found',
    message: `The artifact has no file ${path}.`,
    hint: 'Its page lists its files.',
  });
}
