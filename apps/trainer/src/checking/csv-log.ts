import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { AppError } from '@tenbin/contracts';
import { historyOfRun } from './logged-run.ts';
import { metricOf } from './metric-names.ts';
import { unreadable } from './source.ts';
import type { FoundHistory, Reading } from './source.ts';

const rows = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));
/** How loggers write what is no plain number, in lower case; Keras writes NA for a metric that an epoch lacks. */
const words = new Map<string, number | null>([
  ['', null],
  ['na', null],
  ['none', null],
  ['nan', NaN],
  ['inf', Infinity],
  ['-inf', -Infinity],
  ['infinity', Infinity],
  ['-infinity', -Infinity],
]);

/** Rows of a wrong length that are named; of the others only how many there are. */
const namedRows = 3;

interface Row {
  epoch: string | undefined;
  /** Values by column. */
  values: Map<string, number>;
}

/**
 * Reads what Keras's CSVLogger writes, and its like: a header of metric names and a row an epoch. Rows of one
 * epoch that fill each other's gaps, as PyTorch Lightning's, are one.
 */
export async function* readCsvLog(place: string, reading: Reading): AsyncGenerator<FoundHistory> {
  const text = await readFile(place, { encoding: 'utf8', signal: reading.stop }).catch((cause: unknown) => {
    throw reading.stop.aborted ? reading.stop.reason : unreadable(place, cause);
  });
  const delimiter = delimiterOf(text);
  const [header, ...body] = parseRows(place, text, delimiter);
  if (header === undefined) throw noRows(place, 'is empty');
  const names = header.record;
  const columns = names.filter((name) => metricOf(name) !== null);
  if (columns.length > 0 && body.length === 0) throw noRows(place, 'has a header and no row');
  const trainings: Row[][] = [];
  let odd = 0;
  for (const [index, { record, info }] of body.entries()) {
    const where = `${place}: line ${info.lines}`;
    if (record.length !== names.length) {
      const short = `has ${record.length} of ${names.length} columns`;
      if (index === body.length - 1 && !text.endsWith('\n'))
        reading.note(`${where}: ${short}, is still being written`);
      else if ((odd += 1) <= namedRows) reading.problem(`${where}: ${short}`);
      continue;
    }
    if (record.every((cell, column) => cell === names[column])) continue;
    const cells = new Map(names.map((name, column) => [name, record[column] ?? '']));
    const row = rowOf(cells, { columns, hasCommas: delimiter === ',' }, (message) =>
      reading.problem(`${where}: ${message}`),
    );
    const current = trainings.at(-1);
    if (current === undefined || beginsAnew(current, row)) {
      trainings.push([row]);
      if (current !== undefined) reading.note(`${where}: epochs begin anew: training ${trainings.length}`);
    } else add(current, row);
  }
  if (odd > namedRows)
    reading.problem(`${place}: ${odd - namedRows} more rows have not ${names.length} columns`);
  for (const [at, epochs] of (trainings.length === 0 ? [[]] : trainings).entries()) {
    const id = at === 0 ? place : `${place}#${at + 1}`;
    const found = historyOfRun(id, seriesOf(names, epochs), reading);
    if (found !== null) yield found;
  }
}

/** Keras's CSVLogger with `append` writes one training below the other; one that was resumed goes on counting. */
function beginsAnew(epochs: readonly Row[], { epoch }: Row): boolean {
  const last = epochs.at(-1)?.epoch;
  return epoch !== undefined && last !== undefined && Number(epoch) < Number(last);
}

/** A series for each column; one that is no metric is empty. */
function seriesOf(names: readonly string[], epochs: readonly Row[]) {
  return names.map((name) => ({
    name,
    split: null,
    series: new Map(
      epochs.flatMap(({ values }, step): [number, number][] => {
        const value = values.get(name);
        return value === undefined ? [] : [[step, value]];
      }),
    ),
  }));
}

/** The one of the usual that cuts the header into most columns. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const columns = (delimiter: string): number => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, each) => (columns(each) > columns(best) ? each : best));
}

function noRows(place: string, why: string): AppError {
  return new AppError({
    code: 'bad_input',
    message: `${place} ${why}: there is no epoch to judge.`,
    hint: 'Give a file as Keras’s CSVLogger writes it: a header with loss and val_loss, a row an epoch.',
  });
}

function parseRows(place: string, text: string, delimiter: string) {
  try {
    return rows.parse(
      parse(text, {
        delimiter,
        bom: true,
        trim: true,
        info: true,
        relax_column_count: true,
        skip_empty_lines: true,
      }),
    );
  } catch (cause) {
    throw new AppError({
      code: 'bad_input',
      message: `${place} is no CSV: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Give a file as Keras’s CSVLogger writes it: a header with loss and val_loss, a row an epoch.',
      cause,
    });
  }
}

function rowOf(
  cells: ReadonlyMap<string, string>,
  { columns, hasCommas }: { columns: readonly string[]; hasCommas: boolean },
  problem: (message: string) => void,
): Row {
  const values = new Map<string, number>();
  for (const name of columns) {
    const cell = cells.get(name) ?? '';
    const word = words.get(cell.toLowerCase());
    // Where commas do not stand between columns, one may stand for the point.
    const value = word === undefined ? Number(hasCommas ? cell : cell.replace(',', '.')) : word;
    if (value === null) continue;
    if (word === undefined && Number.isNaN(value)) problem(`${name}: ${JSON.stringify(cell)} is no number`);
    else values.set(name, value);
  }
  return { epoch: cells.get('epoch'), values };
}

function add(rowsSoFar: Row[], row: Row): void {
  const last = rowsSoFar.at(-1);
  const isSame = last !== undefined && row.epoch !== undefined && last.epoch === row.epoch;
  if (!isSame || [...row.values.keys()].some((name) => last.values.has(name))) rowsSoFar.push(row);
  else for (const [name, value] of row.values) last.values.set(name, value);
}
