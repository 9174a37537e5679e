import { join } from 'node:path';
import { AppError } from '@tenbin/contracts';
import { createSweep, listSweeps, overview } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { repository } from '../cli/env.ts';
import type { Output } from '../cli/output.ts';
import { counted } from '../progress/format.ts';
import { explainTrials } from '../sweeping/explain-trials.ts';
import { readSweep } from '../sweeping/read-sweep.ts';

const sample = join(repository, 'examples/sweeps/animals.yaml');

/**
 * Queues the sample sweep when the database has no sweep yet.
 * @returns its id; null when there is something to see already, or when the sample cannot be read, which it says
 */
export async function queueSample(db: Database, output: Output): Promise<number | null> {
  const sweeps = await listSweeps(db);
  if (sweeps.length > 0) {
    const { runs } = await overview(db);
    output.say(`It has ${counted(sweeps.length, 'sweep')} with ${counted(runs, 'run')}.`);
    for (const { name, counts } of sweeps.filter(({ status }) => status === 'running')) {
      output.say(`The sweep ${name} goes on: ${counted(counts.queued + counts.running, 'trial')} to train.`);
    }
    return null;
  }
  try {
    const { spec, source, total } = await readSweep(sample);
    const id = await createSweep(db, { spec, source, total });
    output.say(`The first start trains a sample, ${spec.name}: ${explainTrials(spec, total)}`);
    return id;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    output.say(`The sample sweep cannot be started: ${error.message}\n  ${error.hint}`);
    return null;
  }
}
