import { availableParallelism, totalmem } from 'node:os';

/** Memory that a trial is reckoned to need, in bytes: a VGG on small images takes half of it. */
const trialBytes = 1024 ** 3;

export interface Machine {
  cores: number;
  /** Bytes. */
  memory: number;
}

export function thisMachine(): Machine {
  return { cores: availableParallelism(), memory: totalmem() };
}

/** How many trials run at the same time unless the user says otherwise: one a core, as far as memory goes. */
export function defaultConcurrency({ cores, memory }: Machine): number {
  return Math.max(1, Math.min(cores, Math.floor(memory / trialBytes)));
}

/**
 * The environment of a trial process: its share of the cores, for that many trials at the same time. What the
 * user has set stays.
 */
export function trialEnvironment(
  inherited: NodeJS.ProcessEnv,
  { cores }: Machine,
  concurrency: number,
): NodeJS.ProcessEnv {
  const threads = String(Math.max(1, Math.floor(cores / concurrency)));
  return {
    TF_NUM_INTRAOP_THREADS: threads,
    TF_NUM_INTEROP_THREADS: threads,
    OMP_NUM_THREADS: threads,
    // Several trials share a GPU only if none takes all of its memory at the start.
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    TF_CPP_MIN_LOG_LEVEL: '2',
    ...inherited,
  };
}
