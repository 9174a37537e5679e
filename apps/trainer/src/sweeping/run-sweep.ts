import type { Context } from '../cli/command.ts';
import { explainTrials } from './explain-trials.ts';
import { launchSweep } from './launch-sweep.ts';
import { readSweep } from './read-sweep.ts';

export interface SweepRequest {
  file: string;
  /** A data set that takes the place of the file's: path, or name of one that Tenbin knows. */
  data?: string | undefined;
  detach: boolean;
  /** Whether it may need more memory than this machine has. */
  force: boolean;
  /** Only say what would be trained. */
  dryRun: boolean;
}

/**
 * `tenbin sweep FILE`.
 * @throws AppError for a sweep that cannot start, `trial_failed` when trials did not finish, `interrupted`
 */
export async function runSweep(request: SweepRequest, context: Context): Promise<void> {
  const { file, data, detach, force, dryRun } = request;
  const { env, output } = context;
  const read = await readSweep(file, { home: env.home, force, data });
  const { spec, source, total, notes } = read;
  for (const note of notes) output.say(note);
  output.say(`${spec.name}: ${explainTrials(spec, total)}`);
  if (dryRun) {
    const { showDryRun } = await import('./dry-run.ts');
    await showDryRun(read, context);
    return;
  }
  // Who forces a sweep through wants no worker to refuse its trials.
  await launchSweep({ spec, source, total, images: force ? null : read.images }, { detach }, context);
}
