import { trialParameters } from '@tenbin/contracts';
import { models, networkOf } from '@tenbin/models';
import { createStep } from '../step/create-step.ts';
import type { Engine } from './engine.ts';

/** Long enough for a figure with two digits; the portable engine gets one small batch in. */
const enoughMs = 2000;

/** A network in training whose only use is to see how fast it trains. */
export interface Probe extends Disposable {
  /** Images a step. */
  batchSize: number;
  /** Images a second over at least that many milliseconds, and one step. */
  imagesPerSecond(milliseconds: number): number;
}

/**
 * Images a second that the selected engine trains: vgg-small on 32 × 32 images of noise, in batches of 64 (of 4 on
 * the portable engine, so that it ends within seconds). Meant for people: it says nothing exact on a busy machine.
 */
export function probeEngine(engine: Engine): { imagesPerSecond: number; batchSize: number } {
  using probe = openProbe(engine);
  return { imagesPerSecond: probe.imagesPerSecond(enoughMs), batchSize: probe.batchSize };
}

/** The same to be asked several times: compiled, and already warm. */
export function openProbe({ name }: Engine): Probe {
  const batchSize = name === 'cpu' ? 4 : 64;
  const { inputShape } = models['vgg-small'];
  const classes = 3;
  const step = createStep({
    network: networkOf({
      name: 'vgg-small',
      inputShape,
      classes,
      dropout: 0.5,
      zeroInit: false,
      output: 'softmax',
    }),
    parameters: trialParameters.parse({ model: 'vgg-small', batchSize }),
    seed: 1,
    log: () => undefined,
  });
  const size = inputShape.reduce((product, side) => product * side, batchSize);
  const batch = {
    images: Uint8Array.from({ length: size }, (_, at) => (at * 7919) % 256),
    targets: Float32Array.from({ length: batchSize * classes }, (_, at) =>
      Number(at % classes === Math.floor(at / classes) % classes),
    ),
  };
  // The first step also allocates and compiles.
  if (name !== 'cpu') step.train(batch, 0.01);
  return {
    batchSize,
    imagesPerSecond(milliseconds) {
      const begin = performance.now();
      let images = 0;
      do {
        images += step.train(batch, 0.01).count;
      } while (performance.now() - begin < milliseconds);
      return images / ((performance.now() - begin) / 1000);
    },
    [Symbol.dispose]: () => step[Symbol.dispose](),
  };
}
