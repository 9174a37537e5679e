import { open, readFile, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Origin } from '../checkpoint/checkpoint.ts';
import { coverBytes, coverOf, imagesOn, lossesOn, pageBytes, pageOf } from './page-format.ts';

export interface LossBookRequest {
  path: string;
  /** The training whose losses they are: a book of another one is not read. */
  origin: Origin;
  log: (line: string) => void;
}

/**
 * The loss of each validation image at each epoch, on the disk: what a training that goes on after a checkpoint needs to
 * judge itself as if it had never stopped.
 */
export interface LossBook {
  /** `[epochs][validation count]` those of the epochs that are done; null when they could not be read back. */
  readonly kept: readonly Float32Array[] | null;
  /**
   * Writes the page of an epoch, and waits until it is on the disk: it has to be there before the checkpoint that goes on
   * after it. A book that cannot be written is told, removed, and left alone from then on.
   */
  write(epoch: number, losses: Float32Array): Promise<void>;
}

/** Opens the book of a training that has done `epochs` epochs; of none, to begin it. */
export async function openLossBook(request: LossBookRequest, epochs: number): Promise<LossBook> {
  const { path, origin, log } = request;
  const kept = epochs === 0 ? [] : await readBack(request, epochs);
  // A gap stays a gap: later pages would be of no use.
  let useless = kept === null;
  if (useless) await rm(path, { force: true }).catch(() => undefined);
  return {
    kept,
    async write(epoch, losses) {
      if (useless || losses.length === 0) return;
      try {
        await writePage(path, { origin, epoch, losses });
      } catch (error) {
        useless = true;
        log(`${path} cannot be written, so a later attempt judges by curves alone: ${wordsOf(error)}`);
        await rm(path, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** Every page has its own place: one that a killed process left half written is written over. */
async function writePage(
  path: string,
  { origin, epoch, losses }: { origin: Origin; epoch: number; losses: Float32Array },
): Promise<void> {
  await using file = await open(path, epoch === 1 ? 'w' : 'r+');
  if (epoch === 1) await writeAt(file, coverOf(origin, losses.length), 0);
  await writeAt(file, pageOf(epoch, losses), coverBytes + (epoch - 1) * pageBytes(losses.length));
  await file.datasync();
}

async function writeAt(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** The first `epochs` pages; null, and a word why, unless each of them is whole and of this training. */
async function readBack(
  { path, origin, log }: LossBookRequest,
  epochs: number,
): Promise<Float32Array[] | null> {
  const refused = (why: string): null => {
    log(`${path} ${why}: the run is judged by its curves alone`);
    return null;
  };
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return refused(`cannot be read back (${wordsOf(error)})`);
  }
  const images = imagesOn(bytes);
  if (images === 0 || !bytes.subarray(0, coverBytes).equals(coverOf(origin, images))) {
    return refused('holds no losses of this training');
  }
  const pages: Float32Array[] = [];
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    const start = coverBytes + (epoch - 1) * pageBytes(images);
    const losses = lossesOn(bytes.subarray(start, start + pageBytes(images)), epoch, images);
    if (losses === null) return refused(`is damaged at epoch ${epoch}`);
    pages.push(losses);
  }
  return pages;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
