import type { Database } from '../database.ts';
import type { Prisma } from '../generated/client.ts';
import * as queries from '../queries/removal.ts';

/** Manifests of all artifacts, also of runs that were deleted and can be brought back. */
export async function* namedManifests(db: Database): AsyncGenerator<string> {
  yield* paged(db, queries.manifests);
}

/** Blobs of all logged pictures, likewise. */
export async function* namedPictures(db: Database): AsyncGenerator<string> {
  yield* paged(db, queries.pictures);
}

async function* paged(db: Database, page: (after: string) => Prisma.Sql): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const rows = await db.prisma.$queryRaw<{ hash: string }[]>(page(after));
    for (const { hash } of rows) yield hash;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.hash;
  }
}
