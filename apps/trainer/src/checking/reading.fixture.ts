import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { epochMetricKeys, recordOf } from '@tenbin/contracts';
import type { FoundHistory, Reader, Reading } from './source.ts';

/** What Keras and MLflow wrote: tools/golden/keras-logs.py and mlflow-store.py. */
export const logs = resolve(import.meta.dirname, '../../fixtures/logs');

const column = z.array(z.number());
/** What `fit` returned to the training that the logs are of. */
export const kerasHistory = z
  .object(recordOf(epochMetricKeys, () => column))
  .parse(JSON.parse(readFileSync(join(logs, 'keras/history.json'), 'utf8')));

/** Everything that `reader` finds and says. */
export async function readAll(
  reader: Reader,
  place: string,
  { run = null, experiment = null }: Partial<Pick<Reading, 'run' | 'experiment'>> = {},
) {
  const found: FoundHistory[] = [];
  const problems: string[] = [];
  const notes: string[] = [];
  const stop = new AbortController().signal;
  const reading: Reading = {
    problem: (message) => void problems.push(message),
    note: (message) => void notes.push(message),
    stop,
    run,
    experiment,
  };
  for await (const history of reader(place, reading)) found.push(history);
  return { found, problems, notes };
}

/** The values of one metric, epoch by epoch. */
export function valuesOf(history: FoundHistory | undefined, key: (typeof epochMetricKeys)[number]) {
  return history?.epochs.map((epoch) => epoch[key]);
}

/** A folder that is gone with its scope. */
export async function scratch(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'tenbin-checking-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
