import { trialParameters } from '@tenbin/contracts';
import { inputShapeOf } from '@tenbin/models';
import { createLayersStep } from '../step/layers-step.ts';
import type { Engine } from './engine.ts';

/** Long enough for a figure with two digits; the portable engine gets one small batch in. */
const enoughMs = 2000;

/**
 * Images a second that the selected engine trains: vgg-small on 32 × 32 images of noise, in batches of 64 (of 4 on
 * the portable engine, so that it ends within seconds). Meant for people: it says nothing exact on a busy machine.
 */
export function probeEngine({ name }: Engine): { imagesPerSecond: number; batchSize: number } {
  const batchSize = name === 'cpu' ? 4 : 64;
  const inputShape = inputShapeOf('vgg-small');
  using step = createLayersStep({
    parameters: trialParameters.parse({ model: 'vgg-small', batchSize }),
    inputShape,
    classes: 3,
    seed: 1,
  });
  const size = inputShape.reduce((product, side) => product * side, batchSize);
  const batch = {
    images: Float32Array.from({ length: size }, (_, at) => ((at * 7919) % 256) / 255),
    labels: Int32Array.from({ length: batchSize }, (_, at) => at % 3),
  };
  // The first step also allocates and compiles.
  if (name !== 'cpu') step.train(batch);
  const begin = performance.now();
  let images = 0;
  do {
    images += step.train(batch).count;
  } while (performance.now() - begin < enoughMs);
  return { imagesPerSecond: images / ((performance.now() - begin) / 1000), batchSize };
}
