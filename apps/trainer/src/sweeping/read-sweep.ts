import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppError, parseSweepFile } from '@tenbin/contracts';
import type { SweepSpec } from '@tenbin/contracts';
import { trialCount } from '@tenbin/sweep';

export interface ReadSweep {
  /** The sweep, with the absolute path of its data set. */
  spec: SweepSpec;
  /** The text of the file. */
  source: string;
  /** Trials that it makes, exactly. */
  total: number;
}

/**
 * Reads a sweep file and makes sure that it can be started: nothing is queued for a mistake that shows by itself.
 * @throws AppError `bad_input` without the file, `sweep_invalid`, `dataset_missing` or `dataset_invalid`
 *   with file and line
 */
export async function readSweep(file: string): Promise<ReadSweep> {
  const source = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError({
      code: 'bad_input',
      message: `${file} cannot be read: ${faultOf(cause)}`,
      hint: 'Give the path of a sweep file; examples/sweeps has some.',
      cause,
    });
  });
  const spec = parseSweepFile(source, file);
  const total = countTrials(spec, `${file}:${lineOf(source, 'parameters')}`);
  const path = resolve(dirname(file), spec.dataset.path);
  await inspect(path, `${file}:${lineOf(source, 'path')}`);
  return { spec: { ...spec, dataset: { ...spec.dataset, path } }, source, total };
}

/** Loads the training library only now: a mistake in the file itself is told without it. */
async function inspect(path: string, place: string): Promise<void> {
  const { inspectDataset } = await import('@tenbin/training');
  await inspectDataset(path).catch((error: unknown) => {
    throw placed(error, place);
  });
}

function countTrials(spec: SweepSpec, place: string): number {
  try {
    return trialCount(spec);
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

/** The line, from 1, on which a key of the file stands; the first line when it does not stand alone. */
function lineOf(source: string, key: string): number {
  const line = source.split('\n').findIndex((text) => new RegExp(`(^|[\\s{,"'])${key}["']?\\s*:`).test(text));
  return Math.max(0, line) + 1;
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
