import { AppError } from '@tenbin/contracts';
import type { RunDetail } from '@tenbin/contracts';
import { z } from 'zod';
import type { Database } from '../database.ts';
import { datasetColumn, engineColumn } from './row-schemas.ts';
import { runRows } from './run-rows.ts';

const countsColumn = z.array(z.array(z.int()));

/** @throws AppError `not_found` */
export async function getRun(db: Database, id: number): Promise<RunDetail> {
  const [row] = await runRows(db, { ids: [id] });
  const more = await db.prisma.run.findUnique({
    where: { id },
    select: {
      attempt: true,
      dataset: true,
      engine: true,
      parameterCount: true,
      confusion: { orderBy: { weights: 'asc' } },
    },
  });
  if (!row || !more) {
    throw new AppError({
      code: 'not_found',
      message: `There is no run ${String(id)}.`,
      hint: 'It may have been deleted: the list of runs shows those that exist.',
    });
  }
  return {
    ...row,
    attempt: more.attempt,
    dataset: datasetColumn.parse(more.dataset),
    engine: engineColumn.parse(more.engine),
    parameterCount: more.parameterCount,
    confusion: more.confusion.map(({ weights, epoch, classes, counts }) => ({
      weights,
      epoch,
      matrix: { classes, counts: countsColumn.parse(counts) },
    })),
  };
}
