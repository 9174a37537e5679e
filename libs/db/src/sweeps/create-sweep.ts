import { AppError } from '@tenbin/contracts';
import type { SweepProvenance, SweepSpec } from '@tenbin/contracts';
import type { Transaction } from '../client.ts';
import type { Database } from '../database.ts';
import { jsonColumn } from '../json-column.ts';
import * as live from '../queries/live.ts';
import * as runs from '../queries/runs.ts';
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
 * @throws AppError `not_found` when the run to cure was deleted
 */
export async function createSweep(
  db: Database,
  { spec, source, total, provenance = null, images = null, cureOf = null }: NewSweep,
): Promise<number> {
  const write = async (tx: Transaction): Promise<number> => {
    if (cureOf !== null && (await tx.$queryRaw<object[]>(runs.hold(cureOf))).length === 0)
      throw noRun(cureOf);
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

function miscounted(total: number, queued: number): AppError {
  return new AppError({
    code: 'internal',
    message: `The queue took ${String(queued)} jobs of a sweep of ${String(total)} trials.`,
    hint: 'Nothing was written. This is a defect of Tenbin: please report it with the sweep file.',
  });
}
