import { randomStream } from '@tenbin/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { graphDoor } from '../../training/src/engine/graph-door.ts';
import { selectEngine } from '../../training/src/engine/select-engine.ts';
import { differentiate } from './differentiate.ts';
import { GraphBuilder } from './graph-builder.ts';
import type { Output } from './graph-builder.ts';
import { gradients } from './gradients.ts';
import { cast, constant, identity, integers, placeholder, reshape, scalar } from './ops/core.ts';
import { binary, sum, unary } from './ops/elementwise.ts';
import type { BinaryOp, UnaryOp } from './ops/elementwise.ts';
import { concatenate, fusedBatchNorm, pad, pool } from './ops/features.ts';
import { biasAdd, convolution, matMul } from './ops/linear.ts';
import { reduceKept, sumOfAll } from './ops/reduction.ts';
import { GraphSession } from './session.ts';

beforeAll(async () => {
  await selectEngine({ home: '/nonexistent', log: () => undefined });
});

/** An operation on inputs of these sides, whose numbers lie in this range. */
interface Case {
  sides: number[][];
  /** Numbers from here to there; by default −1 to 1, kept off 0 where slopes jump. */
  range?: [number, number];
  build: (graph: GraphBuilder, inputs: Output[]) => Output;
}

const images = [2, 5, 6, 3];

const alone = (op: UnaryOp, range?: [number, number]): Case => ({
  sides: [[3, 4]],
  ...(range === undefined ? {} : { range }),
  build: (graph, inputs) => unary(graph, op, at(inputs, 0)),
});
const paired = (op: BinaryOp, range?: [number, number]): Case => ({
  sides: [
    [3, 4],
    [3, 4],
  ],
  ...(range === undefined ? {} : { range }),
  build: (graph, inputs) => binary(graph, op, at(inputs, 0), at(inputs, 1)),
});
const convolved = (op: 'Conv2D' | 'DepthwiseConv2dNative', filter: number[], shape: number[]): Case => ({
  sides: [images, filter],
  build: (graph, inputs) =>
    convolution(graph, op, [at(inputs, 0), at(inputs, 1)], { strides: [2, 2], padding: 'same', shape }),
});
const pooled = (op: 'MaxPool' | 'AvgPool'): Case => ({
  sides: [images],
  build: (graph, inputs) =>
    pool(graph, op, at(inputs, 0), { size: [3, 3], strides: [2, 2], padding: 'same', shape: [2, 3, 3, 3] }),
});
const reduced = (op: 'Sum' | 'Mean'): Case => ({
  sides: [images],
  build: (graph, inputs) => reduceKept(graph, op, at(inputs, 0), [1, 2]),
});

const cases: Record<string, Case> = {
  AddV2: paired('AddV2'),
  AddN: {
    sides: [
      [3, 4],
      [3, 4],
      [3, 4],
    ],
    build: (graph, inputs) => sum(graph, inputs),
  },
  Sub: paired('Sub'),
  Mul: paired('Mul'),
  RealDiv: paired('RealDiv', [0.5, 2]),
  Maximum: paired('Maximum'),
  Minimum: paired('Minimum'),
  Pow: {
    sides: [[3, 4]],
    range: [0.5, 2],
    build: (graph, inputs) => binary(graph, 'Pow', at(inputs, 0), scalar(graph, 1.7)),
  },
  Neg: alone('Neg'),
  Abs: alone('Abs'),
  Sign: alone('Sign'),
  Square: alone('Square'),
  Sqrt: alone('Sqrt', [0.5, 2]),
  Exp: alone('Exp'),
  Log: alone('Log', [0.5, 2]),
  Softplus: alone('Softplus'),
  Sigmoid: alone('Sigmoid'),
  Tanh: alone('Tanh'),
  Relu: alone('Relu'),
  Relu6: alone('Relu6', [4, 8]),
  Softmax: { ...alone('Softmax'), sides: [[2, 3, 4]] },
  LogSoftmax: { ...alone('LogSoftmax'), sides: [[2, 3, 4]] },
  Sum: reduced('Sum'),
  Mean: reduced('Mean'),
  Cast: {
    sides: [[3, 4]],
    build: (graph, inputs) => cast(graph, cast(graph, at(inputs, 0), 'bfloat16'), 'float'),
  },
  Identity: { sides: [[3, 4]], build: (graph, inputs) => identity(graph, at(inputs, 0), 'same') },
  Reshape: {
    sides: [[3, 4]],
    build: (graph, inputs) => reshape(graph, at(inputs, 0), integers(graph, [2, 6]), [2, 6]),
  },
  BiasAdd: { sides: [images, [3]], build: (graph, inputs) => biasAdd(graph, at(inputs, 0), at(inputs, 1)) },
  MatMul: {
    sides: [
      [3, 4],
      [4, 5],
    ],
    build: (graph, inputs) => matMul(graph, at(inputs, 0), at(inputs, 1)),
  },
  Conv2D: convolved('Conv2D', [3, 3, 3, 4], [2, 3, 3, 4]),
  DepthwiseConv2dNative: convolved('DepthwiseConv2dNative', [3, 3, 3, 1], [2, 3, 3, 3]),
  MaxPool: pooled('MaxPool'),
  AvgPool: pooled('AvgPool'),
  FusedBatchNormV3: {
    sides: [images, [3], [3]],
    build: (graph, inputs) => {
      const nothing = constant(graph, new Float32Array(), [0]);
      return fusedBatchNorm(graph, {
        images: at(inputs, 0),
        gamma: at(inputs, 1),
        beta: at(inputs, 2),
        mean: nothing,
        variance: nothing,
        epsilon: 1e-3,
        training: true,
      });
    },
  },
  Pad: {
    sides: [images],
    build: (graph, inputs) =>
      pad(graph, at(inputs, 0), [
        [1, 2],
        [3, 0],
      ]),
  },
  ConcatV2: {
    sides: [images, [2, 5, 6, 2]],
    build: (graph, inputs) => concatenate(graph, inputs, [2, 5, 6, 5]),
  },
};

/** A cast to bfloat16 keeps 8 bits: too few for a difference of this step to be seen in it. */
const rounded = new Set(['Cast']);
const step = 1 / 128;

describe('the gradient of every operation is what finite differences say', () => {
  it('and no operation of the table is left out', () => {
    expect(Object.keys(cases)).toEqual(Object.keys(gradients));
  });

  it.each(Object.entries(cases))('%s', (op, { sides, range = [-1, 1], build }) => {
    const graph = new GraphBuilder();
    const inputs = sides.map((shape, place) => placeholder(graph, `x${place}`, 'float', shape));
    const result = build(graph, inputs);
    // A weight of its own for each number of the result: a sum alone would hide rows that are mixed up.
    const { shape } = result;
    const size = shape.reduce((product, side) => product * side, 1);
    const weights = constant(
      graph,
      Float32Array.from({ length: size }, (_, n) => Math.sin(n + 1)),
      shape,
    );
    identity(graph, sumOfAll(graph, binary(graph, 'Mul', result, weights)), 'loss');
    differentiate(graph, { of: result, seed: weights, by: inputs }).forEach((gradient, place) =>
      identity(graph, gradient, `gradient${place}`),
    );
    const door = graphDoor();
    if (door === null) throw new Error('the native engine has to be there for this test');
    using session = new GraphSession(door, graph.nodes);
    const values = sides.map((own, place) => numbers(`${op}/${place}`, own, { range, place }));
    const feed = (given: Float32Array[]) =>
      given.map((array, place) => ({ name: `x${place}`, shape: sides[place] ?? [], values: array }));
    const found = session.run(
      feed(values),
      values.map((_, place) => `gradient${place}`),
    );

    const lossAt = (place: number, element: number, by: number) => {
      const moved = values.map((array) => array.slice());
      const array = moved[place];
      if (array !== undefined) array[element] = (array[element] ?? 0) + by;
      return session.run(feed(moved), ['loss'])[0]?.[0] ?? Number.NaN;
    };
    for (const [place, array] of values.entries()) {
      for (const element of array.keys()) {
        const slope = (lossAt(place, element, step) - lossAt(place, element, -step)) / (2 * step);
        const gradient = found[place]?.[element] ?? Number.NaN;
        const expected = rounded.has(op) ? Math.sin(element + 1) : slope;
        expect(Math.abs(gradient - expected), `${op} ${place}/${element}`).toBeLessThan(0.02);
      }
    }
  });

  it('stops with the name of an operation that has none', () => {
    const graph = new GraphBuilder();
    const input = placeholder(graph, 'x', 'float', [2]);
    const odd = graph.output('Erf', {
      inputs: [input],
      attributes: { T: { type: 'float' } },
      shape: [2],
      type: 'float',
    });
    expect(() => differentiate(graph, { of: odd, seed: odd, by: [input] })).toThrow(/Erf .* has no gradient/);
  });
});

/** Spread numbers that stay away from each other and from 0, where an operation may have a corner. */
function numbers(
  name: string,
  shape: number[],
  { range: [from, to], place: input }: { range: [number, number]; place: number },
): Float32Array {
  const size = shape.reduce((product, side) => product * side, 1);
  const random = randomStream(1, name);
  const places = Array.from({ length: size }, (_, n) => (n + 0.3 + 0.3 * input) / size);
  const mixed = places.map((place) => ({ place, key: random.next() })).toSorted((a, b) => a.key - b.key);
  return Float32Array.from(mixed, ({ place }) => {
    const value = from + place * (to - from);
    return Math.abs(value) < 0.02 ? value + 0.04 : value;
  });
}

function at(inputs: Output[], place: number): Output {
  const input = inputs[place];
  if (input === undefined) throw new RangeError(`the operation has no input ${place}`);
  return input;
}
