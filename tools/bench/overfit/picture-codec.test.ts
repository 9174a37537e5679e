import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packPictures, unpackPictures } from './picture-codec.ts';

const loss = fc.oneof(
  fc.double({ min: 0, max: 30, noNaN: true }),
  fc.double({ min: 0, max: 1e-3, noNaN: true }),
);
const picture = fc.record({ loss, correct: fc.boolean() });
const training = fc
  .integer({ min: 1, max: 12 })
  .chain((pictures) =>
    fc.array(fc.array(picture, { minLength: pictures, maxLength: pictures }), { minLength: 1, maxLength: 8 }),
  );

test('losses come back to half a percent or 0.00004, and hits exactly', () => {
  fc.assert(
    fc.property(training, (epochs) => {
      const packed = packPictures(
        epochs.map((pictures) => ({
          losses: Float32Array.from(pictures, (each) => each.loss),
          correct: Uint8Array.from(pictures, (each) => Number(each.correct)),
        })),
      );
      const back = unpackPictures(packed, epochs[0]?.length ?? 0);
      expect(back).toHaveLength(epochs.length);
      for (const [epoch, pictures] of epochs.entries()) {
        expect(Array.from(back[epoch]?.correct ?? [])).toEqual(
          pictures.map(({ correct }) => Number(correct)),
        );
        for (const [at, { loss: before }] of pictures.entries()) {
          const error = Math.abs((back[epoch]?.losses[at] ?? NaN) - before);
          expect(error).toBeLessThan(4e-5 + 0.005 * before);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('pictures that are not those of every epoch are refused', () => {
  const of = (count: number) => ({ losses: new Float32Array(count), correct: new Uint8Array(count) });
  expect(() => packPictures([of(3), of(2)])).toThrow('every epoch needs the same pictures');
  expect(() => unpackPictures(packPictures([of(3)]), 2)).toThrow('no losses of 2 pictures');
});
