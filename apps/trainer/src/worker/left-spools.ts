import { getRun, postgresSink } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { AppError } from '@tenbin/contracts';
import { listSpools, recoverSpool, spoolPath } from '@tenbin/tracking';
import { rm } from 'node:fs/promises';

export interface LeftSpools {
  db: Database;
  directory: string;
  /** Runs whose trial processes are alive, so that their spools are in use. */
  alive: ReadonlySet<number>;
  log: (line: string) => void;
}

/** How long the database may take with one spool, in milliseconds, before it is left for another time. */
const patienceMs = 30_000;

/** Delivers the spools of this machine whose writers are dead: their runs have ended or gone on elsewhere. */
export async function deliverLeftSpools({ db, directory, alive, log }: LeftSpools): Promise<void> {
  for (const writer of await listSpools(directory)) {
    // What programs of their own logged here is theirs, and `tenbin sync` delivers it.
    if (!('runId' in writer)) continue;
    const { runId, attempt } = writer;
    if (alive.has(runId)) continue;
    const run = await getRun(db, runId, { pictures: false }).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'not_found') return null;
      throw error;
    });
    if (run === null) await rm(spoolPath(directory, writer), { force: true });
    else if (run.status !== 'running' || run.attempt > attempt) {
      const signal = AbortSignal.timeout(patienceMs);
      const records = await recoverSpool({ directory, writer, sink: postgresSink(db), log, signal });
      if (records > 0) log(`run ${runId}: ${records} records of a dead process were delivered`);
    }
  }
}
