import { generalisation } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { generalisationOf } from './generalisation-of.ts';
import type { Look } from './generalisation-of.ts';

const classes = ['cat', 'dog'];
const labels = [0, 1, 1];

function lookAt(epoch: number, [train, validation]: [train: number[], validation: number[]]): Look {
  return {
    epoch,
    train: { losses: train, accuracy: 0.75 },
    validation: { losses: validation, probabilities: [0.9, 0.1, 0.2, 0.8, 0.6, 0.4] },
  };
}

const best = lookAt(2, [
  [0.5, 0.5],
  [0.75, 0.75, 0.75],
]);
const last = lookAt(5, [
  [0.25, 0.25],
  [1, 1, 1],
]);
const lossesByEpoch = Array.from({ length: 5 }, () => [1, 2, 4]);

describe('generalisationOf', () => {
  it('holds both epochs and every class, as its schema has it', () => {
    const found = generalisationOf({ classes, labels, best, last, lossesByEpoch, seed: 1 });
    expect(generalisation.parse(found)).toEqual(found);
    expect(found.best).toMatchObject({ epoch: 2, gap: { value: 0.25 }, trainLoss: 0.5, trainAccuracy: 0.75 });
    expect(found.last).toMatchObject({ epoch: 5, gap: { value: 0.75 }, trainLoss: 0.25, trainImages: 2 });
    expect(found.last?.reliability).toHaveLength(10);
    expect(found.classes.map(({ name, losses }) => [name, losses[0]])).toEqual([
      ['cat', 1],
      ['dog', 3],
    ]);
    expect(found.leakage).toBeNull();
  });

  it('says the same of the same seed', () => {
    const request = { classes, labels, best, last, lossesByEpoch, seed: 7 };
    expect(generalisationOf(request)).toEqual(generalisationOf(request));
  });

  it('does without best weights and without losses of every epoch', () => {
    const found = generalisationOf({ classes, labels, best: null, last, lossesByEpoch: [], seed: 1 });
    expect(found).toMatchObject({ best: null, last: { epoch: 5 }, classes: [] });
  });

  it('looks for leaks at the last weights, which their validation loss did not choose', () => {
    const leaky = lookAt(5, [
      [2, 2, 2],
      [0.5, 0.5, 0.5],
    ]);
    const right = { ...leaky, train: { ...leaky.train, accuracy: 0.5 } };
    const request = { classes, labels, lossesByEpoch: [], seed: 1 };
    expect(generalisationOf({ ...request, best, last: right }).leakage).toMatch(/75 % lower/);
    expect(generalisationOf({ ...request, best: { ...right, epoch: 2 }, last }).leakage).toBeNull();
  });
});
