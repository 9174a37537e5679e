import { join } from 'node:path';
import type { ImagesToTrainOn } from '@tenbin/models';
import { startChild } from '../processes/child.ts';
import { threadsHere, trialEnvironment } from '../worker/machine.ts';
import type { Machine } from '../worker/machine.ts';
import type { Measured } from './dry-run-estimate.ts';
import { stepAnswer } from './dry-run-messages.ts';
import type { StepAnswer, StepRequest } from './dry-run-messages.ts';
import type { EqualTrials } from './dry-run-trainings.ts';

/** The longest that one training is measured, in milliseconds: more patience would tell little more. */
const patienceMs = 60_000;

export interface MeasureRequest {
  trainings: readonly EqualTrials[];
  images: ImagesToTrainOn;
  machine: Machine;
  home: string;
  /** Environment that trials inherit. */
  environment: NodeJS.ProcessEnv;
  /** Of each trial, where the sweep says how many. */
  threads: number | undefined;
  /** Trials at the same time: as many processes measure at once, and each has its share of the threads. */
  concurrency: number;
  stop: AbortSignal;
  log: (line: string) => void;
}

/**
 * Trains a few steps of each training on noise, in a process of its own as a trial has it.
 * @returns those that could be measured; of the others it logs why not
 * @throws the reason of `stop`
 */
export async function measureSteps(request: MeasureRequest): Promise<Map<EqualTrials, Measured>> {
  const { trainings, images, machine, environment, concurrency, stop, log } = request;
  const threads = request.threads ?? threadsHere(environment, machine, concurrency);
  const shared = { ...request, environment: trialEnvironment(environment, threads) };
  const measured = new Map<EqualTrials, Measured>();
  const waiting = trainings.values();
  const work = async (): Promise<void> => {
    for (const training of waiting) {
      stop.throwIfAborted();
      const { parameters, side, model, batchSize } = training;
      const { classes } = images;
      const found = await measure({ parameters, side, classes }, shared);
      stop.throwIfAborted();
      if (typeof found !== 'string') measured.set(training, found);
      else log(`${model} in batches of ${batchSize} could not be measured: ${found}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return measured;
}

/** What a process found, or why it found nothing. */
async function measure(
  request: StepRequest,
  { home, environment, stop }: Pick<MeasureRequest, 'home' | 'environment' | 'stop'>,
): Promise<Measured | string> {
  const begin = performance.now();
  let loadSeconds = 0;
  const found = Promise.withResolvers<StepAnswer>();
  const child = await startChild({
    script: join(import.meta.dirname, 'dry-run-process.ts'),
    arguments: [home],
    environment,
    log: () => undefined,
    onMessage(raw) {
      const answer = stepAnswer.parse(raw);
      if (answer.type !== 'ready') return found.resolve(answer);
      loadSeconds = (performance.now() - begin) / 1000;
      child.send(request);
    },
  });
  const ends = AbortSignal.any([stop, AbortSignal.timeout(patienceMs)]);
  ends.addEventListener('abort', child.kill, { once: true });
  if (ends.aborted) child.kill();
  try {
    const answer = await Promise.race([found.promise, child.exited]);
    if (!('type' in answer)) return ends.aborted ? 'it takes too long' : lastWords(answer.lastWords);
    if (answer.type === 'measured') return { ...answer, loadSeconds };
    return answer.type === 'failed' ? answer.reason : 'it said nothing';
  } finally {
    ends.removeEventListener('abort', child.kill);
    child.kill();
    await child.exited;
  }
}

function lastWords(lines: readonly string[]): string {
  return lines.at(-1) ?? 'its process ended without a word';
}
