import { openBlobStore } from '@tenbin/artifacts';

import type { BlobStore, SessionWriter, Sink } from '@tenbin/contracts';
import { postgresSink } from '@tenbin/db';
import { remoteFrom, spoolFolder, syncSpools } from '@tenbin/tracking';
import type { Synced } from '@tenbin/tracking';
import type { Context } from '../cli/command.ts';
import { withDatabase } from './with-database.ts';

export interface SyncRequest {
  directory: string | undefined;
  url: string | undefined;
}

/**
 * `tenbin sync`: to a server where one is named, else straight into the database of this folder. What stays, as the spools of
 * living programs, is counted.
 */
export async function syncNow(
  { directory = spoolFolder(), url }: SyncRequest,
  context: Context,
): Promise<void> {
  const { env, output, stop } = context;
  const server = url ?? env.inherited['TENBIN_URL'];
  const sync = (sink: Sink<SessionWriter>, blobs: BlobStore): Promise<Synced> =>
    syncSpools({ directory, sink, blobs, log: output.say, signal: stop });
  const synced =
    server === undefined
      ? await withDatabase(context, async (db) => sync(postgresSink(db), await openBlobStore(env.artifacts)))
      : await syncTo(server, sync);
  const { sessions, records, left } = synced;
  output.say(
    sessions === 0 && left === 0
      ? `Nothing waits in ${directory}.`
      : `${records} records of ${sessions} sessions were delivered${left === 0 ? '.' : `; ${left} spools stay.`}`,
  );
  output.result({ directory, ...synced });
}

function syncTo(
  url: string,
  sync: (sink: Sink<SessionWriter>, blobs: BlobStore) => Promise<Synced>,
): Promise<Synced> {
  const { records, blobs } = remoteFrom({ url });
  return sync(records, blobs);
}
