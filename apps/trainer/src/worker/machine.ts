import { availableParallelism, cpus, totalmem } from 'node:os';

/** Memory that a trial is reckoned to need, in bytes: a VGG on small images takes half of it. */
const trialBytes = 1024 ** 3;

export interface Machine {
  cores: number;
  /** Bytes. */
  memory: number;
  /** Name of the processor, for people. */
  processor: string;
}

/** Of a container with a limit of its own, the limit. */
export function thisMachine(): Machine {
  // 0 where there is no such thing as a limit, and more than there is where none is set.
  const limit = process.constrainedMemory() || Infinity;
  return {
    cores: availableParallelism(),
    memory: Math.min(totalmem(), limit),
    processor: cpus()[0]?.model ?? 'unknown',
  };
}

type Room = Pick<Machine, 'cores' | 'memory'>;

/** How many trials run at the same time when nothing is known of their speed: one a core, as far as memory goes. */
export function defaultConcurrency({ cores, memory }: Room): number {
  return Math.max(1, Math.min(cores, Math.floor(memory / trialBytes)));
}

/** Threads of each of `concurrency` trials, so that together they have every core once. */
export function threadsOf({ cores }: Pick<Machine, 'cores'>, concurrency: number): number {
  return Math.max(1, Math.floor(cores / concurrency));
}

/** Threads of each trial of a worker: what the user has set for TensorFlow, else its share of the cores. */
export function threadsHere(
  inherited: NodeJS.ProcessEnv,
  machine: Pick<Machine, 'cores'>,
  concurrency: number,
): number {
  const set = Number(inherited['TF_NUM_INTRAOP_THREADS']);
  return Number.isInteger(set) && set > 0 ? set : threadsOf(machine, concurrency);
}

/** The environment of a trial process with that many threads. All else that the user has set stays. */
export function trialEnvironment(inherited: NodeJS.ProcessEnv, threads: number): NodeJS.ProcessEnv {
  return {
    TF_NUM_INTEROP_THREADS: String(threads),
    OMP_NUM_THREADS: String(threads),
    // Several trials share a GPU only if none takes all of its memory at the start.
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    TF_CPP_MIN_LOG_LEVEL: '2',
    ...inherited,
    TF_NUM_INTRAOP_THREADS: String(threads),
  };
}
