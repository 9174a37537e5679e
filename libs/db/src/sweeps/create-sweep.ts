import { AppError } from '@tenbin/contracts';
import type { SweepSpec } from '@tenbin/contracts';
import { fromPrisma } from 'pg-boss';
import type { Transaction } from '../client.ts';
import type { Database } from '../database.ts';
import * as live from '../queries/live.ts';
import { pgBoss, queueName, trialJob } from '../queue/sweep-jobs.ts';
import { jsonColumn } from '../json-column.ts';

/** The project of everything that names none. */
const defaultProject = 'default';

/**
 * Writes down a sweep and queues exactly `total` jobs for it: both or neither.
 * @param source the text of the file that describes it
 * @returns the sweep's id
 */
export async function createSweep(
  db: Database,
  { spec, source, total }: { spec: SweepSpec; source: string; total: number },
): Promise<number> {
  const write = async (tx: Transaction): Promise<number> => {
    const project = await tx.project.upsert({
      where: { name: defaultProject },
      create: { name: defaultProject },
      update: {},
    });
    const sweep = await tx.sweep.create({
      data: { projectId: project.id, name: spec.name, spec: jsonColumn(spec), source, total },
    });
    const executor = fromPrisma(tx);
    const jobs = Array.from({ length: total }, () => trialJob(sweep.id));
    const ids = await pgBoss(executor, { migrate: false }).insert(queueName, jobs, {
      db: executor,
      returnId: true,
    });
    if (ids?.length !== total) throw miscounted(total, ids?.length ?? 0);
    await tx.$queryRaw(live.notify);
    return sweep.id;
  };
  return db.transaction(write, { timeoutMs: 60_000 });
}

function miscounted(total: number, queued: number): AppError {
  return new AppError({
    code: 'internal',
    message: `The queue took ${String(queued)} jobs of a sweep of ${String(total)} trials.`,
    hint: 'Nothing was written. This is a defect of Tenbin: please report it with the sweep file.',
  });
}
