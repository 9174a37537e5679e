import { chooseConcurrency } from '../calibration/choose-concurrency.ts';
import type { Context } from '../cli/command.ts';
import { weighedTrainings } from '../describing/weighed-trainings.ts';
import { thisMachine } from '../worker/machine.ts';
import { estimate, timed } from './dry-run-estimate.ts';
import { documentOf, memoryLine, timeLines, trialLines } from './dry-run-lines.ts';
import { measureSteps } from './dry-run-measure.ts';
import { equalTrials } from './dry-run-trainings.ts';
import { firstTrials } from './dry-run-trials.ts';
import type { ReadSweep } from './read-sweep.ts';

/** Trials that are looked at: of a larger sweep they stand for all, and a search is known by its first ones only. */
const looked = { grid: 200, other: 40 };

/** Different trainings that are really measured, a few seconds each; the others are reckoned from them. */
const measuredMost = 6;

/**
 * Says what a sweep would train: its trials, their memory, and how long they take by a few steps really trained here.
 * Queues nothing, and needs no database.
 * @throws AppError `interrupted`
 */
export async function showDryRun(
  read: ReadSweep,
  { env, output, stop }: Pick<Context, 'env' | 'output' | 'stop'>,
): Promise<void> {
  const { spec, total, images, files, notes } = read;
  const machine = thisMachine();
  const trials = firstTrials(spec, Math.min(total, spec.method === 'grid' ? looked.grid : looked.other));
  for (const line of trialLines({ spec, trials, total })) output.say(line);
  const memory = memoryOf(read, machine.memory);
  if (memory !== null) output.say(memoryLine(memory));

  const place = { home: env.home, machine, environment: env.inherited, stop, log: output.say };
  const concurrency = Math.min(await chooseConcurrency(place), spec.budget.concurrency ?? Infinity, total);
  const different = equalTrials(trials, images);
  const trainings = different.slice(0, measuredMost);
  const { threads } = spec;
  const measured = await measureSteps({ ...place, trainings, images, threads, concurrency });
  const steps = timed(different, measured);
  const seconds = steps.length === 0 ? null : estimate({ spec, timed: steps, files, total, concurrency });
  const found = { spec, total, trials, memory, concurrency, steps, seconds };
  for (const line of timeLines(found)) output.say(line);
  output.say('Nothing was queued.');
  output.result({ ...documentOf(found), notes });
}

function memoryOf({ spec, images }: ReadSweep, machineBytes: number) {
  const weighed = weighedTrainings(spec, images);
  const [largest] = weighed;
  const smallest = weighed.at(-1);
  return largest === undefined || smallest === undefined ? null : { smallest, largest, machineBytes };
}
