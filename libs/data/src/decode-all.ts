import { totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@tenbin/contracts';
import type { DatasetFacts } from '@tenbin/contracts';
import { decodeImage, readImage } from './decode.ts';
import type { LabelledImage } from './sources/source.ts';

/** sharp decodes in libuv's pool, which has four threads. */
const atOnce = 4;

interface DecodeRequest {
  inputShape: [number, number, number];
  log: (line: string) => void;
}

export interface DecodedFiles {
  /** `[count, height, width, channels]` of the images that could be read, in their order. */
  pixels: Uint8Array;
  /** `[count]` places among the images that were asked for, ascending. */
  kept: number[];
  /** `[count]` smaller side of each image as it was, in pixels. */
  sides: number[];
  skipped: DatasetFacts['skipped'];
}

/**
 * Decodes images, a few at once. A file that cannot be read is named with the reason, not thrown.
 * @throws AppError `dataset_invalid` when the images do not fit into the memory, or their source as a whole is broken
 */
export async function decodeAll(
  images: LabelledImage[],
  { inputShape, log }: DecodeRequest,
): Promise<DecodedFiles> {
  const size = inputShape[0] * inputShape[1] * inputShape[2];
  const all = room(images.length, size, inputShape);
  const sides = new Map<number, number>();
  const skipped: DatasetFacts['skipped'] = [];
  const waiting = images.entries();
  let done = 0;
  let broken = false;
  const work = async () => {
    for (const [at, image] of waiting) {
      if (broken) return;
      try {
        const { pixels, side } = await decodeImage(await readImage(image), inputShape);
        all.set(pixels, at * size);
        sides.set(at, side);
      } catch (error) {
        if (error instanceof AppError) {
          broken = true;
          throw error;
        }
        const reason = error instanceof Error ? error.message : String(error);
        skipped.push({ file: image.file, reason: reason.split('\n')[0] ?? reason });
      }
      done += 1;
    }
  };
  const reading = Promise.all(Array.from({ length: atOnce }, work));
  await whileReporting(reading, () => log(`reading images: ${done} of ${images.length}`));
  const kept = [...images.keys()].filter((at) => sides.has(at));
  kept.forEach((from, to) => {
    if (from !== to) all.copyWithin(to * size, from * size, (from + 1) * size);
  });
  return {
    pixels: all.subarray(0, kept.length * size),
    kept,
    sides: kept.map((at) => sides.get(at) ?? 0),
    skipped: skipped.toSorted((left, right) => (left.file < right.file ? -1 : 1)),
  };
}

function room(count: number, size: number, [height, width]: [number, number, number]): Uint8Array {
  const bytes = count * size;
  // They are copied once, into the parts of the split.
  if (2 * bytes < totalmem() / 2) return new Uint8Array(bytes);
  const gibibytes = (number: number) => (number / 2 ** 30).toFixed(1);
  throw new AppError({
    code: 'dataset_invalid',
    message: `${count} images of ${width} × ${height} pixels take ${gibibytes(bytes)} GiB; this machine has ${gibibytes(totalmem())} GiB of memory`,
    hint: 'Train at a smaller imageSize, or on fewer images.',
  });
}

/** Calls `report` every two seconds until `work` ends. */
async function whileReporting(work: Promise<unknown>, report: () => void): Promise<void> {
  const end = new AbortController();
  const ticking = (async () => {
    for (;;) {
      await sleep(2000, undefined, { signal: end.signal });
      report();
    }
  })().catch(() => undefined);
  try {
    await work;
  } finally {
    end.abort();
    await ticking;
  }
}
