import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AppError, toJson } from '@tenbin/contracts';
import type { EpochNumbers, EpochResult } from '../epoch-result.ts';
import { openLossBook } from '../loss-book/loss-book.ts';
import { bestOf, numbersOf } from './checkpoint.ts';
import type { Checkpoint, Origin } from './checkpoint.ts';
import { readCheckpoint } from './read-checkpoint.ts';
import { writeCheckpoint } from './write-checkpoint.ts';

export interface CheckpointsRequest {
  /** One training's own. */
  folder: string;
  origin: Origin;
  log: (line: string) => void;
}

/**
 * The checkpoints of one training: `last` after each epoch, `best` at the lowest val_loss so far, and beside them the
 * loss of each validation image at each epoch.
 */
export interface Checkpoints extends AsyncDisposable {
  /**
   * `[epochs][validation count]` of the epochs before, in the images' order; null when they are not whole: a run is then
   * judged without any.
   */
  readonly losses: readonly Float32Array[] | null;
  /**
   * Copies the epoch's weights and writes them while training goes on; it waits for the write before. An epoch that
   * diverged is not kept. A disk that takes no more is told once, and training goes on.
   */
  save(result: EpochResult): Promise<void>;
  /** Waits until what was saved is on the disk. */
  settled(): Promise<void>;
}

/** Paths of the files in a folder of checkpoints. */
export function checkpointPaths(folder: string): { best: string; last: string; losses: string } {
  return {
    best: join(folder, 'best.checkpoint'),
    last: join(folder, 'last.checkpoint'),
    losses: join(folder, 'losses.book'),
  };
}

/**
 * Where the training of `origin` stopped; null when it has not begun. A file that is cut, foreign or of another
 * training is told and not used.
 */
export async function resumable({ folder, origin, log }: CheckpointsRequest): Promise<Checkpoint | null> {
  const { last } = checkpointPaths(folder);
  try {
    const checkpoint = await readCheckpoint(last);
    if (isDeepStrictEqual(toJson(checkpoint.origin), toJson(origin))) return checkpoint;
    log(`${last} is of another training: starting from the beginning`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code !== 'not_found') log(`${error.message}: starting from the beginning`);
  }
  return null;
}

/** Opens a folder of checkpoints to go on after `from`, or empties it to begin. */
export async function openCheckpoints(
  { folder, origin, log }: CheckpointsRequest,
  from: Checkpoint | null = null,
): Promise<Checkpoints> {
  const { best, last, losses } = checkpointPaths(folder);
  const history: EpochNumbers[] = [...(from?.history ?? [])];
  let told = false;
  const failed = (error: unknown): void => {
    if (!told) log(`checkpoints cannot be written to ${folder}: ${wordsOf(error)}`);
    told = true;
  };
  if (from === null) await rm(folder, { recursive: true, force: true }).catch(failed);
  await mkdir(folder, { recursive: true }).catch(failed);
  const book = await openLossBook({ path: losses, origin, log }, from?.epoch ?? 0);
  let writing: Promise<void> = Promise.resolve();
  return {
    losses: book.kept,
    async save(result) {
      if (result.diverged !== null) return;
      history.push(numbersOf(result));
      await writing;
      const checkpoint = { ...result.snapshot(), origin, history: [...history] };
      const alsoAs = bestOf(history)?.epoch === result.epoch ? best : null;
      writing = book
        .write(result.epoch, result.validationLosses)
        .then(() => writeCheckpoint(last, checkpoint, alsoAs))
        .catch(failed);
    },
    settled: () => writing,
    [Symbol.asyncDispose]: () => writing,
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
