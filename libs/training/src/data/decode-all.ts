import { setTimeout as sleep } from 'node:timers/promises';
import type { DatasetFacts } from '@tenbin/contracts';
import type { LabelledFile } from './class-folders.ts';
import type { DecodedImage } from './dataset.ts';
import { decodeImage } from './decode.ts';

/** sharp decodes in libuv's pool, which has four threads. */
const atOnce = 4;
/** No picture of a data set is larger; a file that says so is a mistake or a trap. */
const largestFile = 256 * 2 ** 20;

interface DecodeRequest {
  inputShape: [number, number, number];
  log: (line: string) => void;
}

/** Decodes the files, a few at once, in their order. A file that cannot be read is named with the reason, not thrown. */
export async function decodeAll(
  files: LabelledFile[],
  { inputShape, log }: DecodeRequest,
): Promise<{ images: DecodedImage[]; skipped: DatasetFacts['skipped'] }> {
  const results = new Map<number, DecodedImage>();
  const skipped: DatasetFacts['skipped'] = [];
  const waiting = files.entries();
  let done = 0;
  const work = async () => {
    for (const [at, { file, label }] of waiting) {
      try {
        if (file.size > largestFile) throw new Error('the file is larger than 256 MiB');
        const pixels = await decodeImage(await file.read(), inputShape);
        results.set(at, { file: file.path, label, pixels });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        skipped.push({ file: file.path, reason: reason.split('\n')[0] ?? reason });
      }
      done += 1;
    }
  };
  const reading = Promise.all(Array.from({ length: atOnce }, work));
  await whileReporting(reading, () => log(`reading images: ${done} of ${files.length}`));
  const images = files.flatMap((_, at) => results.get(at) ?? []);
  return { images, skipped: skipped.toSorted((left, right) => (left.file < right.file ? -1 : 1)) };
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
