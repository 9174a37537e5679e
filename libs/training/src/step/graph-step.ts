import type { NamedArray, Network, TrialParameters } from '@tenbin/contracts';
import { compile, feeds, fetches, GraphSession } from '@tenbin/graph';
import type { Feed, GraphDoor, Store, TensorValues } from '@tenbin/graph';
import { initialWeights } from '@tenbin/models';
import { matched } from './named-arrays.ts';
import { optimizers } from './optimizers.ts';
import type { Optimizer } from './optimizer.ts';
import { rulesOf } from './rules-of.ts';
import type { Batch, TrainStep } from './train-step.ts';

export interface GraphStepRequest {
  network: Network;
  parameters: TrialParameters;
  /** Decides initial weights and dropout masks. */
  seed: number;
  door: GraphDoor;
}

/**
 * A step that is one call into TensorFlow: the network, its gradients and its optimizer compiled to a graph.
 * @throws Error of TensorFlow's when it does not take the graph
 */
export function createGraphStep({ network, parameters, seed, door }: GraphStepRequest): TrainStep {
  const optimizer: Optimizer = optimizers[parameters.optimizer];
  const { nodes, weights, slots, forget } = compile({
    network,
    rules: rulesOf(parameters),
    seed,
    precision: parameters.precision,
  });
  const session = new GraphSession(door, nodes);
  const imageShape = network.layers[0]?.output ?? [];
  const classes = network.layers.at(-1)?.output[0] ?? 0;
  const imageSize = imageShape.reduce((size, side) => size * side, 1);
  let step = 0;

  const images = (values: Uint8Array): Feed => ({
    name: feeds.images,
    shape: [values.length / imageSize, ...imageShape],
    values,
  });
  const batchOf = (batch: Batch): Feed[] => [
    images(batch.images),
    { name: feeds.targets, shape: [batch.targets.length / classes, classes], values: batch.targets },
  ];
  const write = (store: Store, arrays: NamedArray[]) => {
    const fed = matched(store.variables, arrays);
    if (fed.length === 0) return;
    session.run(
      fed.map(([{ feed: name, shape }, { values }]) => ({ name, shape, values })),
      [store.set],
    );
  };
  const readAll = ({ variables }: Store): NamedArray[] => {
    if (variables.length === 0) return [];
    const all = session.run(
      [],
      variables.map(({ get }) => get),
    );
    return variables.map(({ name, shape }, at) => ({ name, shape, values: floats(all[at]) }));
  };

  try {
    const initial = initialWeights(network, seed);
    write(weights, initial);
    initial.forEach(release);
    session.run([], [forget]);
  } catch (error) {
    session[Symbol.dispose]();
    throw error;
  }

  return {
    path: 'graph',
    parameterCount: trainableSize(network),

    train(batch, learningRate) {
      step += 1;
      const [loss, correct, norm] = session.run(
        [
          ...batchOf(batch),
          scalar(feeds.learningRate, learningRate),
          scalar(feeds.rate, optimizer.rate(learningRate, step)),
          scalar(feeds.first, Number(step === 1)),
          { name: feeds.step, shape: [], values: Int32Array.of(step) },
        ],
        fetches.train,
      );
      return {
        loss: loss?.[0] ?? Number.NaN,
        correct: correct?.[0] ?? 0,
        count: batch.targets.length / classes,
        gradientNorm: norm?.[0] ?? Number.NaN,
      };
    },

    evaluate(batch) {
      const [losses, predictions, probabilities] = session.run(batchOf(batch), fetches.evaluate);
      return {
        losses: floats(losses),
        predictions: Int32Array.from(predictions ?? []),
        probabilities: floats(probabilities),
      };
    },

    predict: (values) => floats(session.run([images(values)], fetches.predict)[0]),
    getWeights: () => readAll(weights),
    setWeights: (arrays) => write(weights, arrays),
    state: () => ({ step, slots: readAll(slots) }),
    setState(state) {
      write(slots, state.slots);
      step = state.step;
    },
    [Symbol.dispose]: () => session[Symbol.dispose](),
  };
}

/** Gives the memory of numbers back that nobody reads again: the garbage collector leaves it for the whole training. */
function release({ values: { buffer } }: NamedArray): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}

/** Numbers of the network that gradients change. */
export function trainableSize({ layers }: Network): number {
  return layers
    .flatMap(({ weights }) => weights)
    .filter(({ trainable }) => trainable)
    .reduce((sum, { shape }) => sum + shape.reduce((size, side) => size * side, 1), 0);
}

function scalar(name: string, value: number): Feed {
  return { name, shape: [], values: Float32Array.of(value) };
}

function floats(values: TensorValues | undefined): Float32Array {
  if (values instanceof Float32Array) return values;
  throw new TypeError('the graph gave no floats');
}
