import { availableParallelism } from 'node:os';
import { AppError } from '@tenbin/contracts';
import * as tf from '@tensorflow/tfjs';
import type { Engine, EngineName } from './engine.ts';
import { readInstalled } from './installed.ts';
import { loadNative } from './load-native.ts';
import { installPortableKernels } from './portable-kernels.ts';
import { slowness } from './speed.ts';

export interface EngineRequest {
  /** TENBIN_HOME: where the installer left its note. */
  home: string;
  log: (line: string) => void;
  /** Take this engine or fail; without it the fastest that works. */
  prefer?: EngineName;
}

/**
 * Makes the fastest engine that works the backend of this process, and logs one line: which, why, how much slower.
 * Order: TensorFlow on a GPU, TensorFlow on the processor, tfjs in plain JavaScript. TensorFlow's thread counts are
 * the caller's to set, as `TF_NUM_INTRAOP_THREADS` and `TF_NUM_INTEROP_THREADS` in the environment of the process.
 * @throws AppError `engine_unavailable` when the preferred one does not work
 */
export async function selectEngine({ home, log, prefer }: EngineRequest): Promise<Engine> {
  const engine = prefer === 'cpu' ? await portable('it was asked for') : await fastest(home, prefer);
  if (prefer !== undefined && engine.name !== prefer) {
    throw new AppError({
      code: 'engine_unavailable',
      message: `the engine ${prefer} does not work here: ${engine.reason}`,
      hint: 'Run `npm start` or `node tools/engine/install.mjs`: it installs the engine or says what is missing.',
    });
  }
  const threads = engine.threads === 1 ? '1 thread' : `${engine.threads} threads`;
  log(`engine: ${engine.name} ${engine.version}, ${threads}; ${engine.reason}; ${slowness[engine.name]}`);
  return engine;
}

async function fastest(home: string, prefer: EngineName | undefined): Promise<Engine> {
  const installed = await readInstalled(home);
  // Read by CUDA when the library loads: it hides the GPU from this process.
  if (prefer === 'tensorflow-cpu') process.env.CUDA_VISIBLE_DEVICES = '-1';
  try {
    const { gpu, version } = await loadNative();
    const reason = installed.engine === 'none' ? 'it is linked' : installed.reason;
    const name = gpu ? 'tensorflow-gpu' : 'tensorflow-cpu';
    return { name, version: version || installed.version, threads: threadsOfTensorflow(), reason };
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return portable(
      installed.engine === 'none' ? installed.reason : `the native engine does not load: ${why}`,
    );
  }
}

async function portable(reason: string): Promise<Engine> {
  // Without this tfjs advises on its first step to install what could not be installed.
  tf.enableProdMode();
  await tf.setBackend('cpu');
  installPortableKernels();
  return { name: 'cpu', version: tf.version.tfjs, threads: 1, reason };
}

/** What TensorFlow does with its own variable; 0 or nothing means every core. */
function threadsOfTensorflow(): number {
  return Number(process.env.TF_NUM_INTRAOP_THREADS) || availableParallelism();
}
