import { expect, test } from 'vitest';
import { labelOf, truthOf } from './truth.ts';

const falling = Array.from({ length: 20 }, (_, epoch) => 2 * 0.8 ** epoch);

/** Losses of 200 pictures that differ much, and all follow the course. */
function picturesOf(course: readonly number[], spread = 0.02): number[][] {
  return course.map((mean, epoch) =>
    Array.from(
      { length: 200 },
      (_, at) => mean * (1 + (at % 10) / 9 - 0.5) + spread * Math.sin(at * 7 + epoch * at),
    ),
  );
}

const valley = (low: number, slope: number): number[] =>
  Array.from({ length: 20 }, (_, epoch) =>
    epoch < low ? 1 + 0.03 * (low - epoch) : 1 + slope * (epoch - low),
  );

test('a test loss that ends well above its low, picture by picture, is overfitting from there', () => {
  const truth = truthOf(picturesOf(valley(8, 0.02)), falling);
  expect(truth.best).toBe(8);
  expect(truth.rise).toBeGreaterThan(0.15);
  expect(truth.z).toBeGreaterThan(3);
  expect(labelOf(truth)).toEqual({ overfit: true, onset: 8, borderline: false });
});

test('between 2 % and 5 % is the grey zone, and below it is no harm', () => {
  expect(labelOf(truthOf(picturesOf(valley(8, 0.004)), falling))).toMatchObject({
    overfit: false,
    borderline: true,
  });
  expect(labelOf(truthOf(picturesOf(valley(8, 0.001)), falling))).toEqual({
    overfit: false,
    onset: null,
    borderline: false,
  });
});

test('a training that is still falling at its end has no harm behind it, however steep it is', () => {
  const truth = truthOf(picturesOf(valley(19, 0)), falling);
  expect(truth).toMatchObject({ best: 19, rise: 0 });
  expect(truth.trainRatio).toBeLessThan(1);
  expect(labelOf(truth)).toMatchObject({ overfit: false, borderline: false });
});

test('a rise that jitter explains, that few pictures bear or that training shares is not called overfitting', () => {
  const truth = truthOf(picturesOf(valley(8, 0.02)), falling);
  expect(labelOf({ ...truth, jitter: truth.rise })).toMatchObject({ overfit: false, borderline: true });
  expect(labelOf({ ...truth, trainRatio: 1.05 })).toMatchObject({ overfit: false, borderline: true });
  expect(labelOf({ ...truth, z: 2.9 })).toMatchObject({ overfit: false, borderline: false });
});

test('a training whose own loss rises too breaks, and does not overfit', () => {
  const truth = truthOf(picturesOf(valley(8, 0.05)), falling.toReversed());
  expect(truth.trainRatio).toBeGreaterThan(1.1);
  expect(labelOf(truth)).toEqual({ overfit: false, onset: null, borderline: false });
});
