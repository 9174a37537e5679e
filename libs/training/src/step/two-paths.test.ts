import { lossNames, modelNames, optimizerNames, trialParameters } from '@tenbin/contracts';
import type { Network } from '@tenbin/contracts';
import { models, networkOf } from '@tenbin/models';
import { beforeAll, describe, expect, it } from 'vitest';
import { graphDoor } from '../engine/graph-door.ts';
import { selectEngine } from '../engine/select-engine.ts';
import { createGraphStep } from './graph-step.ts';
import { createLayersStep } from './layers-step.ts';
import { losses } from './losses.ts';
import type { Batch, TrainStep } from './train-step.ts';

const steps = 20;
/** Relative; oneDNN is off in these tests, so that both paths add in the same order as far as they can. */
const tolerance = 1e-4;

beforeAll(async () => {
  await selectEngine({ home: '/nonexistent', log: () => undefined });
});

interface Case {
  settings: object;
  side: number;
  count?: number;
  /**
   * Steps that take about 0.0003 off the loss: a deep network that has just been made multiplies any rounding when it
   * jumps, and sixty times the tolerance is still far to go.
   */
  short?: boolean;
}

/** The same training, on both paths, from the same weights. */
function both({ settings, side, count = 6, short = false }: Case): { graph: number[]; layers: number[] } {
  const parameters = trialParameters.parse({ dropout: 0, ...settings });
  const network = networkOf({
    name: parameters.model,
    inputShape: [side, side, 3],
    classes: 3,
    dropout: 0,
    zeroInit: parameters.zeroInit,
    output: losses[parameters.loss].output,
  });
  const batch = batchOf(network, count);
  const run = (step: TrainStep) => {
    using training = step;
    const { gradientNorm } = training.train(batch, 1e-12);
    const rate = short ? 3e-4 / gradientNorm ** 2 : parameters.learningRate;
    return Array.from({ length: steps }, () => training.train(batch, rate).loss);
  };
  const door = graphDoor();
  if (door === null) throw new Error('the native engine has to be there for this test');
  return {
    graph: run(createGraphStep({ network, parameters, seed: 3, door })),
    layers: run(createLayersStep({ network, parameters, seed: 3 })),
  };
}

function batchOf(network: Network, count: number): Batch {
  const size = (network.layers[0]?.output ?? []).reduce((product, length) => product * length, 1);
  const images = Uint8Array.from(
    { length: size * count },
    (_, at) => (at * 7919 + (at >> 7) * 104_729) % 256,
  );
  const targets = new Float32Array(count * 3);
  for (let image = 0; image < count; image += 1) targets[image * 3 + (image % 3)] = 1;
  return { images, targets };
}

/** The largest relative difference between the two paths, and in which step it is. */
function farthest(graph: number[], layers: number[]): { difference: number; step: number } {
  const differences = layers.map(
    (loss, at) => Math.abs((graph[at] ?? Number.NaN) - loss) / Math.max(Math.abs(loss), 1e-3),
  );
  const difference = Math.max(...differences);
  return { difference, step: differences.indexOf(difference) + 1 };
}

describe('through the layers and as a graph a network has the same losses', () => {
  it.each(modelNames)('%s', (model) => {
    const side = Math.max(models[model].smallestSide, 16);
    const { graph, layers } = both({ settings: { model, optimizer: 'sgd' }, side, count: 4, short: true });
    expect(farthest(graph, layers).difference).toBeLessThan(tolerance);
    // It moves: numbers that stand still are equal on any path.
    expect(new Set(layers).size).toBeGreaterThan(steps / 2);
  });

  it.each(optimizerNames)('with %s', (optimizer) => {
    const { graph, layers } = both({ settings: { model: 'lenet-5', optimizer }, side: 32 });
    expect(farthest(graph, layers).difference).toBeLessThan(tolerance);
    expect(layers.at(-1)).toBeLessThan(layers[0] ?? 0);
  });

  it.each(lossNames)('with the loss %s', (loss) => {
    const smoothing = loss === 'meanSquaredError' ? {} : { labelSmoothing: 0.1 };
    const { graph, layers } = both({ settings: { model: 'lenet-5', loss, ...smoothing }, side: 32 });
    expect(farthest(graph, layers).difference).toBeLessThan(tolerance);
  });

  it.each(['sgd', 'momentum', 'adamw', 'rmsprop'])(
    'with penalty, clipping and decay around %s',
    (optimizer) => {
      const around = { l2: 0.01, clipNorm: 0.5, weightDecay: 0.1 };
      const { graph, layers } = both({ settings: { model: 'lenet-5', optimizer, ...around }, side: 32 });
      expect(farthest(graph, layers).difference).toBeLessThan(tolerance);
    },
  );
});
