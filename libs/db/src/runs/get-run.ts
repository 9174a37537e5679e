import { AppError } from '@tenbin/contracts';
import type { PictureSheet, RunDetail } from '@tenbin/contracts';
import { z } from 'zod';
import type { Database } from '../database.ts';
import {
  datasetColumn,
  engineColumn,
  generalisationColumn,
  runProvenanceColumn,
  sheetColumns,
} from './row-schemas.ts';
import { runRows } from './run-rows.ts';

const countsColumn = z.array(z.array(z.int()));

/**
 * @param options.pictures false leaves the sheets empty: they weigh megabytes, the rest a few kilobytes
 * @throws AppError `not_found`
 */
export async function getRun(
  db: Database,
  id: number,
  { pictures = true }: { pictures?: boolean } = {},
): Promise<RunDetail> {
  const [row] = await runRows(db, { ids: [id] });
  const more = await db.prisma.run.findUnique({
    where: { id },
    select: {
      attempt: true,
      crashes: true,
      provenance: true,
      dataset: true,
      engine: true,
      parameterCount: true,
      generalisation: true,
      confusion: { orderBy: { weights: 'asc' } },
    },
  });
  if (!row || !more) {
    throw noRun(id);
  }
  return {
    ...row,
    attempt: more.attempt,
    crashes: more.crashes,
    provenance: runProvenanceColumn.parse(more.provenance),
    dataset: datasetColumn.parse(more.dataset),
    engine: engineColumn.parse(more.engine),
    parameterCount: more.parameterCount,
    generalisation: generalisationColumn.parse(more.generalisation),
    sheets: pictures ? await getSheets(db, id) : [],
    confusion: more.confusion.map(({ weights, epoch, classes, counts }) => ({
      weights,
      epoch,
      matrix: { classes, counts: countsColumn.parse(counts) },
    })),
  };
}

/** The sheets of pictures of a run; none when there is no such run. */
export async function getSheets(db: Database, id: number): Promise<PictureSheet[]> {
  const rows = await db.prisma.sheet.findMany({
    where: { runId: id },
    select: { name: true, pictures: true },
    orderBy: { name: 'asc' },
  });
  return rows.map((row) => sheetColumns.parse(row));
}

export function noRun(id: number): AppError {
  return new AppError({
    code: 'not_found',
    message: `There is no run ${String(id)}.`,
    hint: 'It may have been deleted: the list of runs shows those that exist.',
  });
}
