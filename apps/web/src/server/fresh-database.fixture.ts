import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openDatabase, startPostgres } from '@tenbin/db';
import type { Database } from '@tenbin/db';

/** A migrated database on a real Postgres of its own; `stack` closes and deletes it. */
export async function freshDatabase(stack: AsyncDisposableStack): Promise<Database> {
  const home = await mkdtemp(join(tmpdir(), 'tenbin-web-'));
  await chmod(home, 0o755); // in a closed one, root's Postgres would keep its data elsewhere, for good
  stack.defer(() => rm(home, { recursive: true, force: true }));
  const server = stack.use(await startPostgres({ home, log: () => undefined }));
  await migrate(server.url);
  return stack.use(await openDatabase(server.url));
}
