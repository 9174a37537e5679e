import { optimizerNames, sweepSpec } from '@tenbin/contracts';
import type { SweepSpec } from '@tenbin/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStudy, trialCount } from './study.ts';

function sweep(parameters: object, seeds = 1): SweepSpec {
  return sweepSpec.parse({ name: 'test', dataset: { path: 'pictures' }, parameters, seeds });
}

/** All trials of a study, asked one after the other. */
function allTrials(spec: SweepSpec) {
  const study = createStudy(spec);
  const trials = [];
  for (let next = study.ask([]); next; next = study.ask(trials.map(({ number }) => number)))
    trials.push(next);
  return trials;
}

const batchSizes = fc.uniqueArray(fc.integer({ min: 1, max: 512 }), { minLength: 1, maxLength: 4 });
const epochCounts = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 3 });
const optimizers = fc.uniqueArray(fc.constantFrom(...optimizerNames), { minLength: 1 });

describe('a grid', () => {
  it('asks for exactly the product of its values times its seeds, each once', () => {
    fc.assert(
      fc.property(
        batchSizes,
        epochCounts,
        optimizers,
        fc.integer({ min: 1, max: 3 }),
        (batch, epochs, rules, seeds) => {
          const spec = sweep(
            { batchSize: { values: batch }, epochs: { values: epochs }, optimizer: { values: rules } },
            seeds,
          );
          const trials = allTrials(spec);
          expect(trials).toHaveLength(batch.length * epochs.length * rules.length * seeds);
          expect(trials).toHaveLength(trialCount(spec));
          const keys = trials.map(({ parameters, seed }) => JSON.stringify([parameters, seed]));
          expect(new Set(keys).size).toBe(trials.length);
        },
      ),
    );
  });

  it('gives the same trial for the same number, whatever else was taken', () => {
    const spec = sweep({ batchSize: { values: [16, 64] }, optimizer: { values: ['sgd', 'adam'] } }, 2);
    const trials = allTrials(spec);
    expect(createStudy(spec).ask([8, 1, 2, 3, 5])).toEqual(trials[3]);
    expect(createStudy(spec).ask([1, 2, 3, 4, 5, 6, 7, 8])).toBeNull();
  });

  it('runs the whole grid for one seed before the next', () => {
    const spec = sweep({ batchSize: { values: [16, 64] } }, 2);
    expect(allTrials(spec).map(({ seed }) => seed)).toEqual([1, 1, 2, 2]);
  });

  it('multiplies a conditional parameter only where its condition holds', () => {
    const trials = allTrials(
      sweep({
        optimizer: { values: ['momentum', 'adam'] },
        momentum: { values: [0.8, 0.9], when: { optimizer: 'momentum' } },
      }),
    );
    expect(trials.map(({ parameters }) => [parameters.optimizer, parameters.momentum])).toEqual([
      ['momentum', 0.8],
      ['momentum', 0.9],
      ['adam', undefined],
    ]);
  });

  it('takes the default of a parameter that a condition names and the sweep does not', () => {
    const momentum = { values: [0.5, 0.9], when: { optimizer: 'momentum' } };
    expect(allTrials(sweep({ momentum }))).toHaveLength(2);
    expect(allTrials(sweep({ momentum, optimizer: { value: 'sgd' } }))).toHaveLength(1);
  });

  it('says which conditions wait for each other', () => {
    const spec = sweep({
      dropout: { values: [0, 0.5], when: { batchSize: 16 } },
      batchSize: { values: [16, 64], when: { dropout: 0 } },
    });
    expect(() => trialCount(spec)).toThrow('conditions of batchSize and dropout wait for each other');
  });

  it('names a trial by what varies', () => {
    const spec = sweep({
      batchSize: { values: [16, 64] },
      optimizer: { values: ['adam'] },
      epochs: { values: [5, 20] },
    });
    expect(createStudy(spec).ask([])?.name).toBe('16 · 5 epochs');
    expect(createStudy(sweep({ epochs: { value: 3 } })).ask([])?.name).toBe('vgg-small');
  });

  it('of ten million trials is refused before one is made', () => {
    const values = Array.from({ length: 2_000 }, (_, index) => index + 1);
    const spec = sweep({ batchSize: { values }, epochs: { values } }, 3);
    expect(() => trialCount(spec)).toThrow(/the grid has 4,000,000 trials; a sweep has at most 10,000/);
    expect(() => trialCount(sweep({ batchSize: { values: [1] } }, 1000))).not.toThrow();
  });
});
