import { AppError, sweepSpec } from '@tenbin/contracts';
import type { SweepSpec } from '@tenbin/contracts';
import type { Database } from '../database.ts';
import { jsonColumn } from '../json-column.ts';
import * as live from '../queries/live.ts';
import * as queue from '../queries/queue.ts';
import * as sweeps from '../queries/sweeps.ts';
import { addJobs, jobPriority } from '../queue/sweep-jobs.ts';
import { specColumn } from '../runs/row-schemas.ts';
import { noSweep } from '../sweeps/past-trials.ts';

/** What may be changed while a sweep runs; null takes a limit away, what is not named stays. */
export interface SweepChange {
  trials?: number | undefined;
  epochs?: number | null | undefined;
  hours?: number | null | undefined;
  concurrency?: number | null | undefined;
  priority?: number | undefined;
}

/**
 * Changes the budget, the trials at the same time or the priority of a sweep. Trials that run are left to their end.
 * @throws AppError `not_found`; `bad_input` for a number that cannot be, for another count of a grid, and for fewer trials
 *   than there are already
 */
export async function changeSweep(db: Database, sweepId: number, change: SweepChange): Promise<void> {
  await db.transaction(
    async (tx) => {
      await tx.$queryRaw(sweeps.lockSweep(sweepId));
      const sweep = await tx.sweep.findUnique({ where: { id: sweepId } });
      if (!sweep) throw noSweep(sweepId);
      const before = specColumn.parse(sweep.spec);
      const spec = changed(before, change);
      const begun = await tx.run.count({ where: { sweepId } });
      // What a spent budget cut off may come after all when the budget is another one; if not, it is cut off again.
      const isBudget = change.epochs !== undefined || change.hours !== undefined;
      const total = change.trials ?? (isBudget ? sweep.planned : sweep.total);
      if (total < begun)
        throw refused(`${String(begun)} of its trials have begun: there cannot be ${String(total)}`);
      await tx.sweep.update({
        where: { id: sweepId },
        data: { spec: jsonColumn(spec), total, planned: change.trials ?? sweep.planned },
      });
      const { priority } = spec;
      await addJobs(tx, { sweepId, priority, count: Math.max(0, total - sweep.total) });
      if (priority !== before.priority)
        await tx.$executeRaw(queue.setPriority(sweepId, jobPriority(priority)));
      await tx.$queryRaw(live.notify);
    },
    { timeoutMs: 60_000 },
  );
}

function changed(spec: SweepSpec, change: SweepChange): SweepSpec {
  if (change.trials !== undefined && spec.method === 'grid') {
    throw refused('a grid makes every setting exactly once, so its number of trials cannot be changed');
  }
  const { priority = spec.priority, ...limits } = change;
  const given = Object.entries({ ...spec.budget, ...limits }).filter(
    ([, limit]) => limit !== null && limit !== undefined,
  );
  const parsed = sweepSpec.safeParse({ ...spec, priority, budget: Object.fromEntries(given) });
  if (parsed.success) return parsed.data;
  throw refused(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}

function refused(why: string): AppError {
  return new AppError({
    code: 'bad_input',
    message: `The sweep stays as it is: ${why}.`,
    hint: 'trials, epochs, hours, concurrency and priority can be changed; a new sweep changes the rest.',
  });
}
