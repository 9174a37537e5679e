import type { NamedArray, Network, Weight } from '@tenbin/contracts';
import { roleOf } from './layers-model.ts';

/** `count` numbers in [0, 1) that their name decides: `numbers` of tools/golden/models.py. */
export function goldenNumbers(name: string, count: number): Float32Array {
  let seed = 2_166_136_261;
  for (const letter of Buffer.from(name)) seed = Math.imul(seed ^ letter, 16_777_619);
  return Float32Array.from({ length: count }, (_, at) => {
    let mixed = (Math.imul(at, 2_654_435_761) + seed) | 0;
    for (let round = 0; round < 2; round += 1) mixed = Math.imul(mixed ^ (mixed >>> 16), 73_244_475);
    mixed ^= mixed >>> 16;
    return (mixed >>> 8) / 2 ** 24;
  });
}

/** The weights that tools/golden/models.py gives to Keras's network. */
export function goldenWeights({ layers }: Network, logitScale: number): NamedArray[] {
  return layers.flatMap(({ weights, name: layer }) =>
    weights.map((weight) => {
      const values = valuesOf(layer, weight);
      if (layer === 'logits') values.forEach((value, at) => (values[at] = value * logitScale));
      return { name: weight.name, shape: weight.shape, values };
    }),
  );
}

function valuesOf(layer: string, { name, shape }: Weight): Float32Array {
  const role = roleOf(name);
  const values = goldenNumbers(`${layer}/${role.replace('depthwise_', '')}`, product(shape));
  if (role.endsWith('kernel')) {
    const fanIn = product(role === 'kernel' ? shape.slice(0, -1) : shape.slice(0, 2));
    const limit = Math.sqrt(6 / fanIn);
    return values.map((value) => (2 * value - 1) * limit);
  }
  if (role === 'gamma' || role === 'moving_variance') return values.map((value) => 0.75 + value / 2);
  return values.map((value) => (value - 0.5) / 5);
}

function product(shape: number[]): number {
  return shape.reduce((all, side) => all * side, 1);
}
