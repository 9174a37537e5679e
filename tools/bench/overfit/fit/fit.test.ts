import { curveModel, pictureModel } from '@tenbin/metrics';
import { beforeAll, describe, expect, it } from 'vitest';
import { crossValidate } from './cross-validate.ts';
import { curveExamples, curveInputs, pictureExamples, pictureInputs } from './fit.ts';
import { fitLogistic, probabilityOf } from './logistic.ts';
import { fitTo } from './looks.ts';
import type { Example } from './looks.ts';

let curves: Example[];
let pictures: Example[];
beforeAll(async () => {
  [curves, pictures] = [await curveExamples(), await pictureExamples()];
});

const rounded = (value: number | undefined) => Number(value?.toFixed(2));

describe('the models of the detector', () => {
  it('by its curves is what the histories say', () => {
    const { weights, constant } = fitTo(curves, curveInputs);
    const [rise, fall, speed] = weights.map(rounded);
    expect({ rise, fall, speed, certainty: 0, constant: rounded(constant) }).toEqual(curveModel);
  });

  it('by each picture is what the recorded trainings say', () => {
    const { weights, constant } = fitTo(pictures, pictureInputs);
    const [rise, fall, certainty] = weights.map(rounded);
    expect({ rise, fall, speed: 0, certainty, constant: rounded(constant) }).toEqual(pictureModel);
  });

  it('find overfitting in trainings that they were not fitted to', () => {
    const byCurves = crossValidate(curves, curveInputs, { folds: 5, seed: 1 });
    expect(byCurves.f1).toBeGreaterThan(0.92);
    expect(byCurves.falsePositives).toBeLessThan(0.05);
    expect(byCurves.onsetError.median).toBeLessThanOrEqual(1);
    const byPictures = crossValidate(pictures, pictureInputs, { folds: 5, seed: 1 });
    const without = crossValidate(pictures, ['rise', 'fall'], { folds: 5, seed: 1 });
    expect(byPictures.f1).toBeGreaterThan(without.f1);
    expect(byPictures.falsePositives).toBeLessThan(without.falsePositives);
  });
});

describe('a logistic regression', () => {
  it('finds the weights that its observations were drawn by', () => {
    const truth = { weights: [2, -1], constant: 0.5 };
    const grid = Array.from({ length: 41 }, (_, at) => (at - 20) / 10);
    // Every point counts as positive by its probability and as negative by the rest: no chance is in it.
    const observations = grid.flatMap((x) =>
      grid.flatMap((y) => {
        const p = probabilityOf(truth, [x, y]);
        return [
          { inputs: [x, y], positive: true, weight: p },
          { inputs: [x, y], positive: false, weight: 1 - p },
        ];
      }),
    );
    const { weights, constant } = fitLogistic(observations);
    expect(weights[0]).toBeCloseTo(2, 1);
    expect(weights[1]).toBeCloseTo(-1, 1);
    expect(constant).toBeCloseTo(0.5, 1);
  });
});
