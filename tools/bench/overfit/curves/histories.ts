import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const figure = z.number().nullable();

/** A history whose end was compared with its best epoch on a large test set; epochs count from 0. */
const labelled = z.object({
  id: z.string(),
  kind: z.string(),
  label: z.object({
    /** Whether the test loss got worse; never told from the validation curve. */
    overfit: z.boolean(),
    /** The epoch of the lowest test loss. */
    onset: z.int().nullable(),
    /** Too close to call. */
    borderline: z.boolean(),
  }),
  meta: z.object({ n_val: z.int().positive() }),
  epochs: z.array(z.object({ loss: figure, val_loss: figure, accuracy: figure, val_accuracy: figure })),
  truth: z.object({ test_loss: z.array(figure) }),
});
export type LabelledHistory = z.infer<typeof labelled>;

/** The recorded histories of MLPs and small CNNs that the curve model is fitted to. */
export async function readHistories(): Promise<LabelledHistory[]> {
  const file = await readFile(join(import.meta.dirname, 'histories.jsonl.gz'));
  const lines = gunzipSync(file).toString().trim().split('\n');
  return lines.map((line) => labelled.parse(JSON.parse(line)));
}
