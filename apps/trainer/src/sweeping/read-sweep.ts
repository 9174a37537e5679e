import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppError, datasetNames, readSweepFile } from '@tenbin/contracts';
import type { SweepSpec } from '@tenbin/contracts';
import type { ImagesToTrainOn } from '@tenbin/models';
import { trialCount } from '@tenbin/sweep';
import { refuseWhatDoesNotFit } from '../describing/refuse-what-does-not-fit.ts';
import { thisMachine } from '../worker/machine.ts';

export interface ReadSweep {
  /** The sweep, with the absolute path of its data set. */
  spec: SweepSpec;
  /** The text of the file. */
  source: string;
  /** Trials that it makes, exactly. */
  total: number;
  /** What a reader of the file would not expect: what was translated of a W&B file, what `--data` replaced. */
  notes: string[];
  /** What the data set was found to hold. */
  images: ImagesToTrainOn;
  /** Images to split into training and validation. */
  files: number;
}

export interface ReadOptions {
  /** Tenbin's folder on this machine, where data sets known by name may lie. */
  home?: string;
  /** The data set instead of the file's: a name that Tenbin knows, or a path from the working directory. */
  data?: string | undefined;
  /** Whether trials may need more memory than the machine has. */
  force?: boolean;
  /** Bytes of memory; by default this machine's. */
  machineBytes?: number;
}

/**
 * Reads a sweep file, Tenbin's or W&B's, and makes sure that it can be started: nothing is queued for a mistake that
 * shows by itself.
 * @throws AppError `bad_input` without the file; `sweep_invalid`, `dataset_missing`, `dataset_invalid`,
 *   `model_invalid` or `memory_short` with file and line
 */
export async function readSweep(file: string, options: ReadOptions = {}): Promise<ReadSweep> {
  const { home, data, force = false, machineBytes = thisMachine().memory } = options;
  const source = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError({
      code: 'bad_input',
      message: `${file} cannot be read: ${faultOf(cause)}`,
      hint: 'Give the path of a sweep file; examples/sweeps has some.',
      cause,
    });
  });
  const { spec: read, notes, lineOf } = readSweepFile(source, file, { dataset: data && placeOf(data) });
  const place = `${file}:${lineOf(['parameters'])}`;
  const total = placing(place, () => trialCount(read));
  const { path } = read.dataset;
  const dataset = path === undefined ? read.dataset : { ...read.dataset, path: resolve(dirname(file), path) };
  const spec = { ...read, dataset };
  const key = path === undefined ? 'name' : 'path';
  const datasetPlace = data === undefined ? `${file}:${lineOf(['dataset', key])}` : `--data ${data}`;
  const { classes, nativeSide, files, testFiles } = await inspect(dataset, home, datasetPlace);
  if (testFiles > 0 && dataset.test > 0) {
    throw new AppError({
      code: 'sweep_invalid',
      message: `${file}:${lineOf(['dataset', 'test'])}: dataset.test is ${dataset.test}, but the data set has a test part of its own`,
      hint: 'Leave dataset.test out.',
    });
  }
  const images = { classes: classes.length, nativeSide };
  placing(place, () => refuseWhatDoesNotFit(spec, images, force ? Infinity : machineBytes));
  return { spec, source, total, notes, images, files };
}

/** A name stays one; a path begins where the command runs, and not where the file lies. */
function placeOf(data: string): string {
  return datasetNames.some((name) => name === data) ? data : resolve(data);
}

/** Loads the training library only now: a mistake in the file itself is told without it. */
async function inspect(dataset: SweepSpec['dataset'], home: string | undefined, place: string) {
  const { inspectDataset } = await import('@tenbin/data');
  return inspectDataset(dataset, home).catch((error: unknown) => {
    throw placed(error, place);
  });
}

/** What `check` gives; what it throws gets the place. */
function placing<Result>(place: string, check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    throw placed(error, place);
  }
}

/** The same failure, with the place in the sweep file that it comes from. */
function placed(error: unknown, place: string): unknown {
  if (!(error instanceof AppError)) return error;
  const { code, message, hint } = error;
  return new AppError({ code, message: `${place}: ${message}`, hint, cause: error });
}

function faultOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const words: Record<string, string> = {
    ENOENT: 'no such file or folder',
    EACCES: 'no permission to read it',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of the path is a file',
  };
  return ('code' in cause ? words[String(cause.code)] : undefined) ?? cause.message;
}
