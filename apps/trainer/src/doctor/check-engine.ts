import { availableParallelism } from 'node:os';
import { AppError } from '@tenbin/contracts';
import { probeEngine, selectEngine } from '@tenbin/training';
import type { Env } from '../cli/env.ts';
import { fault, fine, warning } from './finding.ts';
import type { Finding } from './finding.ts';

const cure =
  'Run `npm start`, or `node tools/engine/install.mjs`: it installs the engine or says what is missing.';

/** Which engine trains, with how many threads, and how fast. */
export async function checkEngine({ home, inherited }: Env): Promise<Finding[]> {
  // TensorFlow's own chatter would stand between the findings.
  inherited['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  try {
    const engine = await selectEngine({ home, log: () => {} });
    const value = `${engine.name} ${engine.version}: ${engine.reason}`;
    const { imagesPerSecond, batchSize } = probeEngine(engine);
    const rate = imagesPerSecond >= 10 ? Math.round(imagesPerSecond) : imagesPerSecond.toFixed(1);
    return [
      engine.name === 'cpu' ? warning('Engine', value, cure) : fine('Engine', value),
      fine('Threads', `${engine.threads} of the engine, ${availableParallelism()} cores`),
      fine('Speed', `${rate} images a second (vgg-small, 32 × 32, batches of ${batchSize})`),
    ];
  } catch (error) {
    const { message, hint } = AppError.from(error);
    return [fault('Engine', message, error instanceof AppError ? hint : cure)];
  }
}
