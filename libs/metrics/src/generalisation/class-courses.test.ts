import { randomStream } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { classCourses } from './class-courses.ts';
import { holmLevels } from './holm.ts';

const classes = ['cat', 'dog'];
const epochs = 30;

interface Made {
  /** Images of each class. */
  images: number[];
  /** Mean loss of a class at an epoch (from 1). */
  mean: (label: number, epoch: number) => number;
  seed?: number;
  /** Standard deviation of what is the same for all images of an epoch. */
  jitter?: number;
  epochs?: number;
}

/** Losses about the mean of their class: an image's own hardness, and a little of each epoch. */
function made({ images, mean, seed = 1, jitter = 0, epochs: count = epochs }: Made) {
  const labels = images.flatMap((number, label) => Array.from({ length: number }, () => label));
  const random = randomStream(seed, 'made');
  const around = (spread: number) => spread * (random.next() + random.next() + random.next() - 1.5) * 2;
  const hardness = labels.map(() => around(0.3));
  const lossesByEpoch = Array.from({ length: count }, (_, at) => {
    const shift = around(jitter);
    return labels.map((label, image) => mean(label, at + 1) + (hardness[image] ?? 0) + around(0.1) + shift);
  });
  return { classes, labels, lossesByEpoch };
}

const falling = (epoch: number) => 1 + Math.exp(-epoch / 5);
/** Falls to epoch 12, and rises from there. */
const turning = (epoch: number) => falling(Math.min(epoch, 12)) + 0.05 * Math.max(0, epoch - 12);

describe('classCourses', () => {
  it('finds which class overfits, from when on, and by how much', () => {
    const [cat, dog] = classCourses(
      made({ images: [40, 40], mean: (label, epoch) => (label === 0 ? turning(epoch) : falling(epoch)) }),
    );
    expect(cat).toMatchObject({ name: 'cat', images: 40 });
    expect(cat?.onsetEpoch).toBeGreaterThan(12);
    expect(cat?.onsetEpoch).toBeLessThanOrEqual(16);
    expect(cat?.rise.low).toBeGreaterThan(0.6);
    expect(cat?.rise.high).toBeLessThan(1);
    expect(dog).toMatchObject({ name: 'dog', onsetEpoch: null });
    expect(dog?.rise.value).toBeCloseTo(0, 1);
  });

  it('has the mean loss of each class at each epoch', () => {
    const labels = [0, 1, 0];
    const lossesByEpoch = [
      [1, 5, 2],
      [0, 6, Number.NaN],
    ];
    const [cat, dog] = classCourses({ classes, labels, lossesByEpoch });
    expect(cat?.losses).toEqual([1.5, Number.NaN]);
    expect(dog?.losses).toEqual([5, 6]);
  });

  it('tells no onset of four images, of five epochs, or of none', () => {
    const rising = (_: number, epoch: number) => epoch;
    expect(classCourses(made({ images: [4, 5], mean: rising })).map(({ onsetEpoch }) => onsetEpoch)).toEqual([
      null,
      expect.any(Number),
    ]);
    const few = classCourses(made({ images: [9, 9], mean: rising, epochs: 5 }));
    expect(few.map(({ onsetEpoch }) => onsetEpoch)).toEqual([null, null]);
    const [none] = classCourses({ classes, labels: [1, 1], lossesByEpoch: [[1, 2]] });
    expect(none).toMatchObject({ images: 0, onsetEpoch: null, rise: { value: Number.NaN, low: Number.NaN } });
  });

  it('takes the ups and downs of all images together for no onset', () => {
    let onsets = 0;
    for (let seed = 0; seed < 40; seed += 1) {
      const courses = classCourses(made({ images: [60, 60], mean: () => 1, seed, jitter: 0.1 }));
      onsets += courses.filter(({ onsetEpoch }) => onsetEpoch !== null).length;
    }
    expect(onsets).toBeLessThanOrEqual(4);
  });

  it('finds the same onset in other units of loss, and in another order of the images', () => {
    const request = made({ images: [40, 40], mean: (label, epoch) => turning(epoch + 3 * label) });
    const expected = classCourses(request).map(({ onsetEpoch }) => onsetEpoch);
    expect(expected).toEqual([expect.any(Number), expect.any(Number)]);
    const scaled = request.lossesByEpoch.map((losses) => losses.map((loss) => 8 * loss));
    const turned = {
      ...request,
      labels: request.labels.toReversed(),
      lossesByEpoch: request.lossesByEpoch.map((losses) => losses.toReversed()),
    };
    expect(classCourses({ ...request, lossesByEpoch: scaled }).map(({ onsetEpoch }) => onsetEpoch)).toEqual(
      expected,
    );
    expect(classCourses(turned).map(({ onsetEpoch }) => onsetEpoch)).toEqual(expected);
  });
});

describe('holmLevels', () => {
  it('holds what Holm 1979 holds: the smallest first, up to the first that fails', () => {
    expect(holmLevels([0.03, 0.005, 0.04, 0.015], 0.05)).toEqual([null, 0.0125, null, 0.05 / 3]);
    expect(holmLevels([0.02, 0.01], 0.05)).toEqual([0.05, 0.025]);
    expect(holmLevels([0.03, 0.03], 0.05)).toEqual([null, null]);
    expect(holmLevels([], 0.05)).toEqual([]);
  });
});
