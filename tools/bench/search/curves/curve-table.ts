import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';

/** Metrics at each epoch done, fewer than all of a training that diverged; null where one is no number. */
const curve = z.array(z.number().nullable());

const curveTable = z.strictObject({
  /** What was trained, on what, and with what. */
  about: z.string(),
  /** In the order of `settingsInTable()`. */
  runs: z.array(
    z.strictObject({
      loss: curve,
      accuracy: curve,
      val_loss: curve,
      val_accuracy: curve,
      seconds: z.number(),
    }),
  ),
});
export type CurveTable = z.infer<typeof curveTable>;
export type RecordedRun = CurveTable['runs'][number];

/** The file that `record.ts` writes. */
export const curveFile = join(import.meta.dirname, 'curves.json.gz');

export async function readCurves(): Promise<CurveTable> {
  return curveTable.parse(JSON.parse(gunzipSync(await readFile(curveFile)).toString()));
}

export async function writeCurves(table: CurveTable): Promise<void> {
  await writeFile(curveFile, gzipSync(JSON.stringify(table), { level: 9 }));
}
