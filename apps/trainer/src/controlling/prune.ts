import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { collectGarbage, openBlobStore } from '@tenbin/artifacts';
import { namedManifests, namedPictures, prune } from '@tenbin/db';
import type { Context } from '../cli/command.ts';
import { withDatabase } from './with-database.ts';

/** Blobs that were stored later than this stay: what names them may be on its way. In milliseconds. */
const uploadMs = 86_400_000;

/** `tenbin db prune`: rows first, then the files of those runs on this machine, then blobs that nothing names any more. */
export async function pruneNow(
  { days, full }: { days: number; full: boolean },
  { env, output, stop }: Context,
): Promise<void> {
  await withDatabase({ env }, async (db) => {
    const pruned = await prune(db, {
      olderThanDays: days,
      full,
      signal: stop,
      progress: (runs) => output.say(`${runs} runs are gone …`),
    });
    for (const id of pruned.runs)
      await rm(join(env.home, 'checkpoints', `run-${id}`), { recursive: true, force: true });
    const store = await openBlobStore(env.artifacts);
    const blobs = await collectGarbage(store, {
      manifests: namedManifests(db),
      blobs: namedPictures(db),
      olderThan: new Date(Date.now() - uploadMs),
    });
    output.say(
      `${pruned.runs.length} runs, ${pruned.sweeps.length} sweeps and ${pruned.projects.length} projects are gone for good; ` +
        `${blobs.removed} files of ${Math.ceil(blobs.bytesFreed / 1024)} KiB with them.`,
    );
    output.result({ ...pruned, blobs });
  });
}
