import { AppError, imageMime } from '@tenbin/contracts';
import type { ImageMime } from '@tenbin/contracts';
import type { Database } from '../database.ts';

/** A version of an artifact of a run that is there. @throws AppError `not_found` */
export async function getArtifact(db: Database, id: number): Promise<{ name: string; manifest: string }> {
  const artifact = await db.prisma.artifact.findFirst({
    where: { id, run: { deletedAt: null } },
    select: { name: true, manifest: true },
  });
  if (artifact) return artifact;
  throw gone(`no artifact ${String(id)}`);
}

/** A picture that a run that is there has logged. @throws AppError `not_found` */
export async function findPicture(db: Database, blob: string): Promise<{ mime: ImageMime }> {
  const picture = await db.prisma.runImage.findFirst({
    where: { blob, run: { deletedAt: null } },
    select: { mime: true },
  });
  if (picture) return { mime: imageMime.parse(picture.mime) };
  throw gone('no such picture');
}

function gone(what: string): AppError {
  return new AppError({
    code: 'not_found',
    message: `There is ${what}.`,
    hint: 'Its run may have been deleted.',
  });
}
