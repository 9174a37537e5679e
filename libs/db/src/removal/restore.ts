import { AppError } from '@tenbin/contracts';
import type { Transaction } from '../client.ts';
import type { Database } from '../database.ts';
import * as live from '../queries/live.ts';
import * as queries from '../queries/removal.ts';
import { noRun } from '../runs/get-run.ts';
import { noSweep } from '../sweeps/past-trials.ts';
import { projectNamed } from './removable.ts';
import type { Removable } from './removable.ts';

/**
 * Brings back what was deleted, as it was but for what had to be ended: a sweep is stopped, and can be resumed.
 * Doing it twice changes nothing.
 * @returns the ids of the runs that are back
 * @throws AppError `not_found` when it was pruned; `bad_input` when what it belongs to is deleted
 */
export async function restore(db: Database, what: Removable): Promise<number[]> {
  return db.transaction(
    async (tx) => {
      const back = await restoreOf(tx, what);
      await tx.$queryRaw(live.notify);
      return back;
    },
    { timeoutMs: 60_000 },
  );
}

async function restoreOf(tx: Transaction, what: Removable): Promise<number[]> {
  if (what.kind === 'project') return restoreProject(tx, what.name);
  if (what.kind === 'sweep') return restoreSweep(tx, what.id);
  const back: number[] = [];
  for (const id of what.ids) back.push(...(await restoreRun(tx, id)));
  return back;
}

async function restoreRun(tx: Transaction, id: number): Promise<number[]> {
  const select = {
    deletedAt: true,
    sweep: { select: { id: true, deletedAt: true } },
    project: { select: { name: true, deletedAt: true } },
  };
  const run = await tx.run.findUnique({ where: { id }, select });
  if (!run) throw noRun(id);
  if (run.sweep?.deletedAt) throw within(`Run ${String(id)}`, `sweep ${String(run.sweep.id)}`);
  if (run.project.deletedAt) throw within(`Run ${String(id)}`, `project "${run.project.name}"`);
  return run.deletedAt === null ? [] : bringBack(tx, queries.runsIn([id]), run.deletedAt);
}

async function restoreSweep(tx: Transaction, id: number): Promise<number[]> {
  const select = { deletedAt: true, project: { select: { name: true, deletedAt: true } } };
  const sweep = await tx.sweep.findUnique({ where: { id }, select });
  if (!sweep) throw noSweep(id);
  if (sweep.project.deletedAt) throw within(`Sweep ${String(id)}`, `project "${sweep.project.name}"`);
  if (sweep.deletedAt === null) return [];
  await tx.$executeRaw(queries.bringBackSweeps(queries.runsIn([id]), sweep.deletedAt));
  return bringBack(tx, queries.ofSweeps([id]), sweep.deletedAt);
}

async function restoreProject(tx: Transaction, name: string): Promise<number[]> {
  const { id, deletedAt } = await projectNamed(tx, name);
  if (deletedAt === null) return [];
  await tx.project.update({ where: { id }, data: { deletedAt: null } });
  await tx.$executeRaw(queries.bringBackSweeps(queries.ofProject(id), deletedAt));
  return bringBack(tx, queries.ofProject(id), deletedAt);
}

async function bringBack(tx: Transaction, which: queries.Which, at: Date): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>(queries.bringBackRuns(which, at));
  const ids = rows.map(({ id }) => id);
  await tx.$executeRaw(queries.touchCures(ids));
  return ids;
}

function within(what: string, whole: string): AppError {
  return new AppError({
    code: 'bad_input',
    message: `${what} was deleted with its ${whole}.`,
    hint: `Bring back the ${whole}: ${what.toLowerCase()} comes with it.`,
  });
}
