import type { Transaction } from '../client.ts';
import type { Database } from '../database.ts';
import * as live from '../queries/live.ts';
import * as queries from '../queries/removal.ts';
import * as sweeps from '../queries/sweeps.ts';
import { noRun } from '../runs/get-run.ts';
import { noSweep } from '../sweeps/past-trials.ts';
import { noProject, projectNamed } from './removable.ts';
import type { Removable } from './removable.ts';

/**
 * Deletes runs, a sweep or a project with all that is of them, so that they can be brought back until they are pruned.
 * What trains is ended at once, what waits is canceled; a program that logs one is told so with its next record.
 * @returns the ids of the runs that went
 * @throws AppError `not_found` when there is none of that name, or of some of those ids
 */
export async function remove(db: Database, what: Removable): Promise<number[]> {
  return db.transaction(
    async (tx) => {
      const gone = await removeOf(tx, what);
      await tx.$queryRaw(live.notify);
      return gone;
    },
    { timeoutMs: 60_000 },
  );
}

function removeOf(tx: Transaction, what: Removable): Promise<number[]> {
  if (what.kind === 'run') return removeRuns(tx, what.ids);
  return what.kind === 'sweep' ? removeSweep(tx, what.id) : removeProject(tx, what.name);
}

async function removeRuns(tx: Transaction, ids: number[]): Promise<number[]> {
  const gone = await hide(tx, queries.runsIn(ids));
  const missing = ids.find((id) => !gone.includes(id));
  if (missing !== undefined) throw noRun(missing);
  return gone;
}

async function removeSweep(tx: Transaction, id: number): Promise<number[]> {
  await tx.$queryRaw(sweeps.lockSweep(id));
  const count = await tx.$executeRaw(queries.stopSweeps(queries.runsIn([id])));
  if (count === 0) throw noSweep(id);
  return hide(tx, queries.ofSweeps([id]));
}

async function removeProject(tx: Transaction, name: string): Promise<number[]> {
  const { id, deletedAt } = await projectNamed(tx, name);
  if (deletedAt !== null) throw noProject(name);
  const own = await tx.sweep.findMany({
    where: { projectId: id, deletedAt: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const sweep of own) await tx.$queryRaw(sweeps.lockSweep(sweep.id));
  await tx.$executeRaw(queries.stopSweeps(queries.ofProject(id)));
  await tx.$executeRaw(queries.hideProject(id));
  return hide(tx, queries.ofProject(id));
}

async function hide(tx: Transaction, which: queries.Which): Promise<number[]> {
  await tx.$executeRaw(queries.end(which));
  const rows = await tx.$queryRaw<{ id: number }[]>(queries.hideRuns(which));
  const ids = rows.map(({ id }) => id);
  await tx.$executeRaw(queries.touchCures(ids));
  return ids;
}
