import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { unpackPictures } from './picture-codec.ts';
import type { PicturesAt } from './picture-codec.ts';
import { halves } from './trainings.ts';

const numbers = z.array(
  z
    .number()
    .nullable()
    .transform((value) => value ?? NaN),
);

const recordedTraining = z.strictObject({
  id: z.string(),
  kind: z.string(),
  half: z.enum(halves),
  /** What was trained on what, in words. */
  about: z.string(),
  /** Training loss and accuracy at each epoch. */
  loss: numbers,
  accuracy: numbers,
  truth: z.strictObject({
    testLoss: numbers,
    best: z.int(),
    rise: z.number(),
    jitter: z.number(),
    z: z.number(),
    trainRatio: z.number(),
  }),
  /** Of the pool of validation pictures, as `packPictures` gives it. */
  pictures: z.string(),
});
export type RecordedTraining = z.output<typeof recordedTraining>;

/** A training with the loss of each picture of the pool at each epoch. */
export interface Recording extends Omit<RecordedTraining, 'pictures'> {
  pictures: PicturesAt[];
}

/** The file that `record.ts` writes: one training a line. */
export const recordingFile = join(import.meta.dirname, 'recorded.jsonl.gz');

/** @param pool how many pictures of each epoch there are */
export async function readRecordings(pool: number, file = recordingFile): Promise<Recording[]> {
  const text = gunzipSync(await readFile(file)).toString();
  return linesOf(text).map(({ pictures, ...rest }) => ({
    ...rest,
    pictures: unpackPictures(pictures, pool),
  }));
}

export async function writeRecordings(lines: readonly string[], file = recordingFile): Promise<void> {
  await writeFile(file, gzipSync(lines.map((line) => `${line}\n`).join(''), { level: 9 }));
}

/** The trainings of JSON lines; what is no number is null there. */
export function linesOf(text: string): RecordedTraining[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => recordedTraining.parse(JSON.parse(line)));
}
