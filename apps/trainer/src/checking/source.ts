import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@tenbin/contracts';
import type { EpochValues } from '@tenbin/metrics';

/** What histories can be read from. */
export const formats = ['histories', 'csv', 'tensorboard', 'mlflow'] as const;
export type Format = (typeof formats)[number];

/** One place to read histories from. */
export interface Source {
  /** null when it is to be told from the place. */
  format: Format | null;
  /** Path of a file or folder, address of a server, or `-` for stdin. */
  place: string;
}

/** One training as it was found. */
export interface FoundHistory {
  id: string | number;
  /** What each epoch measured: what it did not is left out, NaN is a number that is none any more. */
  epochs: EpochValues[];
  /** Images that val_loss is the mean of, where that is known. */
  validationImages: number | null;
}

/** What a reader needs beside the place. */
export interface Reading {
  /** Says what could not be read; the rest goes on, and the command fails in the end. */
  problem: (message: string) => void;
  /** Says what a reader of the result should know. */
  note: (message: string) => void;
  stop: AbortSignal;
  /** The only run that is wanted of a place with several. */
  run: string | null;
  /** Id or name of the experiment whose runs are wanted. */
  experiment: string | null;
}

export type Reader = (place: string, reading: Reading) => AsyncIterable<FoundHistory>;

/** What the command line asks for: places by format, and `files` whose format is told from their names. */
export interface Asked extends Partial<Record<Format, string | undefined>> {
  files?: string[] | undefined;
}

/** The sources in the order in which they are read: stdin when none is named. */
export function sourcesOf({ files = [], ...places }: Asked): Source[] {
  const told = files.map((place): Source => ({ format: null, place }));
  const given = formats.flatMap((format) => {
    const place = places[format];
    return place === undefined ? [] : [{ format, place }];
  });
  const sources = [...told, ...given];
  return sources.length > 0 ? sources : [{ format: 'histories', place: '-' }];
}

/** By name alone for a file; a folder is looked into. */
export async function formatOf(place: string): Promise<Format> {
  if (/^https?:\/\//i.test(place)) return 'mlflow';
  if (place.includes('tfevents')) return 'tensorboard';
  if (/\.csv$/i.test(place)) return 'csv';
  if (place === '-' || /\.(jsonl|ndjson|json)$/i.test(place)) return 'histories';
  const found = await stat(place).catch((cause: unknown) => {
    throw unreadable(place, cause);
  });
  if (!found.isDirectory()) {
    throw new AppError({
      code: 'bad_input',
      message: `${place}: its name does not say what it holds`,
      hint: 'Name it .jsonl or .csv, or say what it is: --histories, --csv, --tensorboard or --mlflow.',
    });
  }
  if (await holdsMlflow(place)) return 'mlflow';
  const inside = await readdir(place, { recursive: true });
  if (inside.some((name) => name.includes('tfevents'))) return 'tensorboard';
  throw new AppError({
    code: 'bad_input',
    message: `${place}: neither TensorBoard event files nor an MLflow store are in this folder`,
    hint: 'Give the folder that the callback wrote to, or the file itself.',
  });
}

/** A run, an experiment, or a store of them: each of its folders has a `meta.yaml`. */
async function holdsMlflow(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true });
  const places = [
    folder,
    ...entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name)),
  ];
  const metas = places.map(async (place) =>
    stat(join(place, 'meta.yaml')).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(metas)).includes(true);
}

/** The failure to read `place`, as a user can act on it. */
export function unreadable(place: string, cause: unknown): AppError {
  return new AppError({
    code: 'bad_input',
    message: `${place} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'Check the path, and that you may read it.',
    cause,
  });
}
