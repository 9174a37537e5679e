import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { AppError } from '@tenbin/contracts';
import { historyOfRun } from '../logged-run.ts';
import { splitOf } from '../metric-names.ts';
import type { NamedSeries } from '../series.ts';
import { unreadable } from '../source.ts';
import type { FoundHistory, Reading } from '../source.ts';
import { recordsIn } from './records.ts';
import type { Damage } from './records.ts';
import { scalarsOf } from './scalars.ts';

/**
 * Reads TensorBoard event files: one, or all below a folder. A folder with event files is a run, named after its
 * path, and those named after a split (`train` and `validation` of Keras) are of the run of the folder above.
 */
export async function* readTensorBoard(place: string, reading: Reading): AsyncGenerator<FoundHistory> {
  const files = await eventFiles(place);
  const runs = Map.groupBy(files, (file) => runOf(dirname(file)).run);
  for (const [run, own] of runs) {
    const series: NamedSeries[] = [];
    for (const file of own) await readEvents(file, series, reading);
    const found = historyOfRun(idOf(run, place), series, reading);
    if (found !== null) yield found;
  }
}

async function eventFiles(place: string): Promise<string[]> {
  const found = await stat(place).catch((cause: unknown) => {
    throw unreadable(place, cause);
  });
  if (!found.isDirectory()) return [place];
  const names = await readdir(place, { recursive: true });
  const files = names.filter((name) => basename(name).includes('tfevents')).map((name) => join(place, name));
  if (files.length > 0) return files.toSorted();
  throw new AppError({
    code: 'bad_input',
    message: `${place}: has no TensorBoard event files (events.out.tfevents.…)`,
    hint: 'Give the log_dir of the TensorBoard callback.',
  });
}

function runOf(folder: string) {
  const split = splitOf(basename(folder));
  return { run: split === null ? folder : dirname(folder), split };
}

/** The run's path below the folder that was asked for; the folder, or the file, itself when it is the only one. */
function idOf(run: string, place: string): string {
  const below = relative(place, run);
  return below === '' || below.startsWith('..') ? place : below;
}

/** Adds the scalars of one file to `series`; files are in order of time, and a later value of a step counts. */
async function readEvents(
  file: string,
  series: NamedSeries[],
  { stop, problem, note }: Reading,
): Promise<void> {
  const { split } = runOf(dirname(file));
  const says: Record<Damage, (at: number) => void> = {
    torn: (at) => note(`${file}: the record at byte ${at} is not complete, is still being written`),
    checksum: (at) => problem(`${file}: the record at byte ${at} is damaged: its checksum is wrong`),
    framing: (at) => problem(`${file}: no event record begins at byte ${at}; the rest cannot be read`),
  };
  try {
    for await (const record of recordsIn(file, { stop, damaged: (damage, at) => says[damage](at) })) {
      for (const { tag, step, value } of scalarsOf(record)) seriesNamed(tag, split, series).set(step, value);
    }
  } catch (error) {
    if (stop.aborted) throw stop.reason;
    if (!(error instanceof RangeError)) throw unreadable(file, error);
    problem(`${file}: holds no TensorBoard events: ${error.message}`);
  }
}

function seriesNamed(name: string, split: NamedSeries['split'], all: NamedSeries[]) {
  const known = all.find((each) => each.name === name && each.split === split);
  if (known !== undefined) return known.series;
  const made: NamedSeries = { name, split, series: new Map() };
  all.push(made);
  return made.series;
}
