import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openDatabase, startPostgres } from '@tenbin/db';
import type { Database } from '@tenbin/db';

/** A folder with a migrated database of its own in it; both are gone with it. */
export interface Scratch extends AsyncDisposable {
  place: string;
  url: string;
  db: Database;
}

export async function openScratch(): Promise<Scratch> {
  const stack = new AsyncDisposableStack();
  try {
    const place = await mkdtemp(join(tmpdir(), 'tenbin-bench-'));
    stack.defer(() => rm(place, { recursive: true, force: true }));
    await chmod(place, 0o755); // in a closed one, root's Postgres would keep its data elsewhere, for good
    const { url } = stack.use(await startPostgres({ home: place, log: () => {} }));
    await migrate(url);
    const db = stack.use(await openDatabase(url));
    return { place, url, db, [Symbol.asyncDispose]: () => stack.disposeAsync() };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}
