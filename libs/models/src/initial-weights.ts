import { randomStream } from '@tenbin/contracts';
import type { Initial, NamedArray, Network, RandomStream } from '@tenbin/contracts';
import { countOf } from './network/shapes.ts';

/** Values `[numbers in shape]` of a weight that starts so. */
type Draw = (shape: number[], random: RandomStream) => Float32Array;

/**
 * Keras's initialisers. Glorot & Bengio 2010: uniform within ±√(6 / (fan in + fan out)). He et al. 2015
 * (arXiv 1502.01852): normal with variance 2 / fan in, drawn within two standard deviations and widened so that the
 * variance holds.
 */
const draws: Record<Initial, Draw> = {
  zeros: (shape) => new Float32Array(countOf(shape)),
  ones: (shape) => new Float32Array(countOf(shape)).fill(1),
  glorotUniform: (shape, random) => {
    const { fanIn, fanOut } = fansOf(shape);
    const limit = Math.sqrt(6 / (fanIn + fanOut));
    return filled(shape, () => (2 * random.next() - 1) * limit);
  },
  heNormal: (shape, random) => {
    const deviation = Math.sqrt(2 / fansOf(shape).fanIn) / truncatedDeviation;
    return filled(shape, () => truncatedNormal(random) * deviation);
  },
};

/**
 * What the weights of `network` start from, in its order. Each weight has a random stream of its own name, so that a
 * layer keeps its weights when others are added or changed.
 */
export function initialWeights({ layers }: Network, seed: number): NamedArray[] {
  return layers
    .flatMap(({ weights }) => weights)
    .map(({ name, shape, initial }) => ({
      name,
      shape: [...shape],
      values: draws[initial](shape, randomStream(seed, `initial/${name}`)),
    }));
}

/** Numbers that feed one unit and that one unit feeds, from a kernel `[…window, in, out]`. */
function fansOf(shape: number[]): { fanIn: number; fanOut: number } {
  const [inputs = 1, outputs = 1] = shape.slice(-2);
  const window = countOf(shape.slice(0, -2));
  return { fanIn: window * inputs, fanOut: window * outputs };
}

/** The standard deviation that is left of a normal distribution of 1 which is cut off at ±2. */
const truncatedDeviation = 0.879_625_661_034_239_78;

/** Marsaglia's polar method, drawn again beyond ±2. */
function truncatedNormal(random: RandomStream): number {
  for (;;) {
    const [x, y] = [2 * random.next() - 1, 2 * random.next() - 1];
    const square = x * x + y * y;
    if (square >= 1 || square === 0) continue;
    const value = x * Math.sqrt((-2 * Math.log(square)) / square);
    if (Math.abs(value) <= 2) return value;
  }
}

function filled(shape: number[], next: () => number): Float32Array {
  const values = new Float32Array(countOf(shape));
  for (let index = 0; index < values.length; index += 1) values[index] = next();
  return values;
}
