import { sweepSpec } from '@tenbin/contracts';
import type { PastTrial, SweepSpec, Trial } from '@tenbin/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sweepStudy, trialCount } from './sweep-study.ts';

function sweep(parameters: object, cases: object, rest: object = {}): SweepSpec {
  return sweepSpec.parse({ name: 'test', dataset: { path: 'pictures' }, parameters, cases, ...rest });
}

/** All trials of a sweep, asked one after the other by studies that are each made anew of what the database keeps. */
function allTrials(spec: SweepSpec): Trial[] {
  const trials: Trial[] = [];
  for (;;) {
    const past = trials.map(({ number, parameters, seed }): PastTrial => ({
      number,
      parameters,
      seed,
      state: 'complete',
      values: [0.5],
      reports: [0.5],
    }));
    const next = sweepStudy(spec, past).ask();
    if (next === null || next === 'wait') return trials;
    trials.push(next);
  }
}

/** Values for some parameters, and cases which take some of them away or have a use for `momentum` or not. */
const anyCases = fc
  .record({
    batchSizes: fc.uniqueArray(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 3 }),
    rates: fc.uniqueArray(fc.constantFrom(0.1, 0.01, 0.001), { minLength: 1 }),
    momenta: fc.uniqueArray(fc.constantFrom(0.5, 0.8, 0.9), { minLength: 1 }),
    cases: fc.uniqueArray(
      fc.record(
        {
          batchSize: fc.integer({ min: 65, max: 99 }),
          learningRate: fc.constantFrom(1, 2),
          optimizer: fc.constantFrom('adam', 'momentum'),
          dropout: fc.constantFrom(0, 0.5),
        },
        { requiredKeys: ['optimizer'] },
      ),
      { minLength: 1, maxLength: 5, selector: (each) => JSON.stringify(each) },
    ),
    seeds: fc.integer({ min: 1, max: 3 }),
  })
  .filter(({ cases }) => cases.some(({ optimizer }) => optimizer === 'momentum'))
  .map(({ batchSizes, rates, momenta, cases, seeds }) => {
    const sizes = cases.map(
      (own) =>
        (own.batchSize === undefined ? batchSizes.length : 1) *
        (own.learningRate === undefined ? rates.length : 1) *
        (own.optimizer === 'momentum' ? momenta.length : 1),
    );
    const parameters = {
      batchSize: { values: batchSizes },
      learningRate: { values: rates },
      momentum: { values: momenta, when: { optimizer: 'momentum' } },
    };
    const named = Object.fromEntries(cases.map((own, at) => [`case ${at}`, own]));
    return { spec: sweep(parameters, named, { seeds }), sizes, seeds };
  });

describe('the cases of a sweep', () => {
  it('are each their own grid, asked for exactly, each setting once with each seed', () => {
    fc.assert(
      fc.property(anyCases, ({ spec, sizes, seeds }) => {
        const trials = allTrials(spec);
        for (const [at, size] of sizes.entries()) {
          const own = trials.filter((trial) => trial.case === `case ${at}`);
          expect(own).toHaveLength(size * seeds);
          const keys = own.map(({ parameters, seed }) => JSON.stringify([parameters, seed]));
          expect(new Set(keys).size).toBe(size * seeds);
          for (const { parameters } of own)
            expect(parameters).toMatchObject({ ...spec.cases?.[`case ${at}`] });
        }
        expect(trials).toHaveLength(trialCount(spec));
        expect(trials.map(({ number }) => number)).toEqual(trials.map((_, at) => at + 1));
      }),
      { numRuns: 25 },
    );
  });

  it('have at any time come by the shares of their sizes, and one seed whole before the next', () => {
    fc.assert(
      fc.property(anyCases, ({ spec, sizes }) => {
        const settings = sizes.reduce((sum, size) => sum + size, 0);
        const trials = allTrials(spec);
        expect(trials.map(({ seed }) => seed)).toEqual(trials.map((_, at) => 1 + Math.floor(at / settings)));
        for (const [at, size] of sizes.entries()) {
          let had = 0;
          for (const [before, trial] of trials.slice(0, settings).entries()) {
            if (trial.case === `case ${at}`) had += 1;
            expect(Math.abs(had - ((before + 1) * size) / settings)).toBeLessThan(2);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('of one size come in turn', () => {
    const trials = allTrials(sweep({ batchSize: { values: [8, 16, 32] } }, { a: {}, b: { dropout: 0.5 } }));
    expect(trials.map((trial) => trial.case).join(' ')).toBe('a b a b a b');
  });

  it('give the same trials in whatever order they are stored', () => {
    const parameters = { batchSize: { values: [8, 16] } };
    const cases = { plain: {}, light: { augmentation: 'light' }, 'a bit': { dropout: 0.1 } };
    const turned = Object.fromEntries(Object.entries(cases).toReversed());
    expect(allTrials(sweep(parameters, turned))).toEqual(allTrials(sweep(parameters, cases)));
  });

  it('begin the names of their trials, and are all of them where nothing else varies', () => {
    const cases = { plain: {}, adam: { optimizer: 'adam' } };
    const names = (parameters: object) => allTrials(sweep(parameters, cases)).map(({ name }) => name);
    expect(names({}).toSorted()).toEqual(['adam', 'plain']);
    const optimizer = { values: ['sgd', 'momentum'] };
    expect(names({ optimizer, epochs: { value: 3 } }).toSorted()).toEqual([
      'adam',
      'plain · momentum',
      'plain · sgd',
    ]);
  });

  it('of more trials than a sweep may have are refused together', () => {
    const parameters = { batchSize: { min: 1, max: 6000, step: 1 } };
    const spec = sweep(parameters, { a: {}, b: { dropout: 0.5 } });
    expect(() => trialCount(spec)).toThrow('the grid has more than 10,000 trials');
    expect(trialCount(sweep(parameters, { a: {}, b: { batchSize: 3 } }))).toBe(6001);
  });

  it('are cut by a budget in turn', () => {
    const spec = sweep(
      {},
      { a: {}, b: { dropout: 0.5 }, c: { dropout: 0.2 } },
      { budget: { trials: 4 }, seeds: 2 },
    );
    expect(allTrials(spec).map((trial) => `${trial.case}${trial.seed}`)).toEqual(['a1', 'b1', 'c1', 'a2']);
  });
});
