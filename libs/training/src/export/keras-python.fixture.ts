import { execFile } from 'node:child_process';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../../..');
/** JAX is the lightest backend of Keras that convolves; NumPy's borrows its convolution. */
const packages = ['keras==3.11.3', 'jax==0.10.2'];
const folder = join(root, '.tenbin/keras-check');

/** Runs `tools/keras-check/predict.py` on a folder of exported models. */
export type KerasCheck = (models: string) => Promise<void>;

/** Keras in an environment of its own, made once for this checkout; a line of why not where it cannot be had. */
export async function kerasCheck(): Promise<KerasCheck | string> {
  const ready = await access(folder).then(
    () => true,
    () => false,
  );
  if (!ready) {
    const failure = await install();
    if (failure !== null) return failure;
  }
  const script = join(root, 'tools/keras-check/predict.py');
  const env = { ...process.env, KERAS_BACKEND: 'jax', JAX_PLATFORMS: 'cpu' };
  return async (models) => {
    await run(join(folder, 'bin/python'), [script, models], { env });
  };
}

/** Moved into place when it is whole: an environment that was cut short is never taken for one. */
async function install(): Promise<string | null> {
  const part = `${folder}.part`;
  try {
    await rm(part, { recursive: true, force: true });
    await mkdir(join(root, '.tenbin'), { recursive: true });
    await run('python3', ['-m', 'venv', '--symlinks', part]);
    await run(join(part, 'bin/python'), ['-m', 'pip', 'install', '--quiet', ...packages]);
    await rename(part, folder);
    return null;
  } catch (error) {
    return `Keras cannot be had here: ${error instanceof Error ? error.message : String(error)}`;
  }
}
