import { randomStream } from '@tenbin/contracts';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { installPortableKernels } from './portable-kernels.ts';

/** A convolution: shapes of the images and the filter, and how it moves. */
interface Case {
  images: [number, number, number, number];
  filter: [number, number, number, number];
  strides: number | [number, number];
  pad: 'same' | 'valid';
}

const cases: Case[] = [
  { images: [2, 8, 8, 3], filter: [3, 3, 3, 4], strides: 1, pad: 'same' },
  { images: [1, 7, 6, 2], filter: [3, 3, 2, 3], strides: 2, pad: 'same' },
  { images: [3, 9, 6, 1], filter: [2, 3, 1, 5], strides: [1, 2], pad: 'valid' },
  { images: [1, 4, 4, 6], filter: [1, 1, 6, 2], strides: 1, pad: 'same' },
];

/** The gradient of a weighted sum of the convolution's outputs with respect to its filter. */
function gradientOf({ images, filter, strides, pad }: Case): number[] {
  const random = randomStream(1, 'kernel');
  const draw = (shape: number[]) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return tf.tensor(
      Float32Array.from({ length: size }, () => random.next() - 0.5),
      shape,
    );
  };
  return tf.tidy(() => {
    const x = draw(images).as4D(...images);
    const weights = draw(tf.conv2d(x, tf.zeros(filter), strides, pad).shape);
    const loss = (kernel: tf.Tensor) =>
      tf
        .conv2d(x, kernel.as4D(...filter), strides, pad)
        .mul(weights)
        .sum();
    return Array.from(tf.grad(loss)(draw(filter)).dataSync());
  });
}

let expected: number[][] = [];
beforeAll(async () => {
  await tf.setBackend('cpu');
  expected = cases.map(gradientOf);
  installPortableKernels();
});

test.each(cases.map((one, at) => ({ ...one, at })))(
  'the gradient of $filter, stride $strides, $pad is that of tfjs',
  (one) => {
    const ours = gradientOf(one);
    const theirs = expected[one.at] ?? [];
    expect(ours.length).toBe(theirs.length);
    const errors = ours.map((value, at) => Math.abs(value - (theirs[at] ?? Number.NaN)));
    expect(Math.max(...errors)).toBeLessThan(1e-5);
  },
);
