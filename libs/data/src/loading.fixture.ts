import { AppError, datasetSpec } from '@tenbin/contracts';
import type { DatasetSpec } from '@tenbin/contracts';
import { loadDataset } from './load-dataset.ts';
import type { LoadRequest } from './load-dataset.ts';

export interface Change extends Partial<LoadRequest> {
  spec?: Partial<DatasetSpec>;
}

/** The data set at `path` as 8 × 8 images, with the lines that were logged. */
export async function load(path: string, seed = 1, { spec = {}, ...change }: Change = {}) {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const request = { inputShape: [8, 8, 3] as [number, number, number], seed, log, ...change };
  return { ...(await loadDataset(datasetSpec.parse({ path, ...spec }), request)), lines };
}

/** The failure that loading it ends with. */
export async function refusal(path: string, change: Change = {}): Promise<AppError> {
  const error: unknown = await load(path, 1, change).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new TypeError(`it was not refused but gave ${String(error)}`);
}
