import util from 'node:util';
import * as tf from '@tensorflow/tfjs';

/** What the native backend says about itself. */
export interface NativeEngine {
  gpu: boolean;
  /** TensorFlow's version, such as 2.18.0. */
  version: string;
}

/**
 * Loads TensorFlow and makes it tfjs's backend. How many threads it uses is decided here, by the variables
 * `TF_NUM_INTRAOP_THREADS` and `TF_NUM_INTEROP_THREADS` of the process.
 * @throws Error when the addon or its library is not there or does not load
 */
export async function loadNative(): Promise<NativeEngine> {
  restoreUtil();
  await import('@tensorflow/tfjs-node-gpu');
  if (!(await tf.setBackend('tensorflow'))) throw new Error('tfjs-node-gpu registered no backend');
  const backend: unknown = tf.backend();
  const version = read(read(backend, 'binding'), 'TF_Version');
  return {
    gpu: read(backend, 'isUsingGpuDevice') === true,
    version: typeof version === 'string' ? version : '',
  };
}

/**
 * tfjs-node 4.22 calls functions of `node:util` that Node 23 removed, and one that is there still warns when called.
 */
function restoreUtil(): void {
  const wanted = {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: (value: unknown) => Array.isArray(value),
  };
  for (const [name, value] of Object.entries(wanted)) {
    Object.defineProperty(util, name, { value, configurable: true, writable: true });
  }
}

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
