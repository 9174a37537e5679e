import { AppError, imageMime } from '@tenbin/contracts';
import type { MetricSummary, PictureSheet, RunDetail } from '@tenbin/contracts';
import { z } from 'zod';
import type { Database } from '../database.ts';
import type { Prisma } from '../generated/client.ts';
import {
  datasetColumn,
  directionsColumn,
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
      confusion: { orderBy: [{ split: 'asc' }, { weights: 'asc' }] },
      notes: true,
      directions: true,
      summaries: { include: { key: true } },
      artifacts: { orderBy: [{ name: 'asc' }, { version: 'asc' }] },
      images: { orderBy: [{ key: 'asc' }, { step: 'asc' }, { place: 'asc' }] },
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
    confusion: more.confusion.map(({ split, weights, epoch, classes, counts }) => ({
      split,
      weights,
      epoch,
      matrix: { classes, counts: countsColumn.parse(counts) },
    })),
    notes: more.notes,
    directions: directionsColumn.parse(more.directions),
    summary: summaryOf(more.summaries),
    artifacts: more.artifacts.map(({ bytes, at, runId: _run, ...version }) => ({
      ...version,
      bytes: Number(bytes),
      at: at.getTime(),
    })),
    images: more.images.map(({ step, place, mime, at: _at, runId: _run, ...image }) => ({
      ...image,
      step: Number(step),
      index: place,
      mime: imageMime.parse(mime),
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

type SummaryRow = Prisma.MetricSummaryGetPayload<{ include: { key: true } }>;

function summaryOf(rows: SummaryRow[]): Record<string, MetricSummary> {
  return Object.fromEntries(
    rows.map(({ key, count, lastStep, lastValue, minStep, minValue, maxStep, maxValue }) => [
      key.name,
      {
        count,
        last: { step: Number(lastStep), value: lastValue },
        min: minStep === null || minValue === null ? null : { step: Number(minStep), value: minValue },
        max: maxStep === null || maxValue === null ? null : { step: Number(maxStep), value: maxValue },
      },
    ]),
  );
}

export function noRun(id: number): AppError {
  return new AppError({
    code: 'not_found',
    message: `There is no run ${String(id)}.`,
    hint: 'It may have been deleted: the list of runs shows those that exist.',
  });
}
