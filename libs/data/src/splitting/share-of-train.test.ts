import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareOfTrain } from './share-of-train.ts';

/** The images of some classes that train: every third of all, so that places and images are not the same. */
const images = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }).map((counts) => {
  const labels = counts.flatMap((count, label) => Array<number>(3 * count).fill(label));
  return {
    counts,
    train: [...labels.keys()].filter((image) => image % 3 === 0),
    labels,
    classes: counts.map((_, label) => `class ${label}`),
  };
});
const share = fc.double({ min: 0, max: 1, minExcluded: true, noNaN: true });

test('each class gives its share to the nearest image, and one at least', () => {
  fc.assert(
    fc.property(images, share, fc.integer(), ({ counts, train, ...rest }, wanted, seed) => {
      const used = shareOfTrain(train, { ...rest, share: wanted, seed });
      expect(used).toEqual(train.filter((image) => used.includes(image)));
      counts.forEach((count, label) => {
        const own = used.filter((image) => rest.labels[image] === label);
        expect(own).toHaveLength(Math.max(1, Math.round(count * wanted)));
      });
    }),
  );
});

test('a larger share has all images of a smaller one', () => {
  fc.assert(
    fc.property(images, share, share, fc.integer(), ({ train, ...rest }, one, other, seed) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)].map((each) =>
        shareOfTrain(train, { ...rest, share: each, seed }),
      );
      expect(more).toEqual(expect.arrayContaining(less ?? []));
    }),
  );
});

test('the seed decides which images those are', () => {
  const train = Array.from({ length: 40 }, (_, image) => image);
  const request = { labels: train.map(() => 0), classes: ['cat'], share: 0.25 };
  const [first, again, other] = [1, 1, 2].map((seed) => shareOfTrain(train, { ...request, seed }));
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});
