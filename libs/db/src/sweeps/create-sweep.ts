import { AppError } from '@tenbin/contracts';
import type { SweepProvenance, SweepSpec } from '@tenbin/contracts';
import type { Transaction } from '../client.ts';
import type { Database } from '../database.ts';
import { jsonColumn } from '../json-column.ts';
import * as live from '../queries/live.ts';
import * as runs from '../queries/runs.ts';
import * as sweeps from '../queries/sweeps.ts';
import { addJobs } from '../queue/sweep-jobs.ts';
import { noRun } from '../runs/get-run.ts';
import type { ImagesOfSweep } from '../runs/row-schemas.ts';

/** The project of everything that names none. */
const defaultProject = 'default';

export interface NewSweep {
  spec: SweepSpec;
  /** The text of the file that describes it. */
  source: string;
  /** Trials that it makes. */
  total: number;
  provenance?: SweepProvenance | null;
  /** What is known of its images, so that workers know what memory a trial takes. */
  images?: ImagesOfSweep | null;
  /** The run that it tries to cure. */
  cureOf?: number | null;
}

/**
 * Writes down a sweep and queues exactly `total` jobs for it: both or neither.
 * @returns the sweep's id
 * @throws AppError `not_found` when the run to cure was deleted; `bad_input` when the very same cure of it is on its way
 */
export async function createSweep(
  db: Database,
  { spec, source, total, provenance = null, images = null, cureOf = null }: NewSweep,
): Promise<number> {
  const write = async (tx: Transaction): Promise<number> => {
    if (cureOf !== null) await requireNewCure(tx, cureOf, source);
    const project = await tx.project.upsert({
      where: { name: defaultProject },
      create: { name: defaultProject },
      update: {},
    });
    const sweep = await tx.sweep.create({
      data: {
        projectId: project.id,
        name: spec.name,
        spec: jsonColumn(spec),
        source,
        total,
        planned: total,
        cureOf,
        ...(provenance === null ? {} : { provenance: jsonColumn(provenance) }),
        ...(images === null ? {} : { images: jsonColumn(images) }),
      },
    });
    const ids = await addJobs(tx, { sweepId: sweep.id, priority: spec.priority, count: total });
    if (ids.length !== total) throw miscounted(total, ids.length);
    await tx.$queryRaw(live.notify);
    return sweep.id;
  };
  return db.transaction(write, { timeoutMs: 60_000 });
}

async function requireNewCure(tx: Transaction, runId: number, source: string): Promise<void> {
  await tx.$queryRaw(sweeps.lockCures(runId));
  if ((await tx.$queryRaw<object[]>(runs.hold(runId))).length === 0) throw noRun(runId);
  const [open] = await tx.$queryRaw<{ id: number }[]>(sweeps.openCure(runId, source));
  if (open === undefined) return;
  throw new AppError({
    code: 'bad_input',
    message: `Sweep ${String(open.id)} tries the same cure of run ${String(runId)} already.`,
    hint: 'Wait for its end, or stop it first.',
  });
}

function miscounted(total: number, queued: number): AppError {
  return new AppError({
    code: 'internal',
    message: `The queue took ${String(queued)} jobs of a sweep of ${String(total)} trials.`,
    hint: 'Nothing was written. This is a defect of Tenbin: please report it with the sweep file.',
  });
}
