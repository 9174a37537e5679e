import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pythonEnvironment } from '../../../../tools/python/environment.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../../..');
/** JAX is the lightest backend of Keras that convolves; NumPy's borrows its convolution. */
const packages = ['keras==3.11.3', 'jax==0.10.2'];
const folder = join(root, '.tenbin/keras-check');

/** Runs `tools/keras-check/predict.py` on a folder of exported models. */
export type KerasCheck = (models: string) => Promise<void>;

/** Keras in an environment of its own, made once for this checkout; a line of why not where it cannot be had. */
export async function kerasCheck(): Promise<KerasCheck | string> {
  const missing = await pythonEnvironment(folder, packages);
  if (missing !== null) return missing;
  const script = join(root, 'tools/keras-check/predict.py');
  const env = { ...process.env, KERAS_BACKEND: 'jax', JAX_PLATFORMS: 'cpu' };
  return async (models) => {
    await run(join(folder, 'bin/python'), [script, models], { env });
  };
}
