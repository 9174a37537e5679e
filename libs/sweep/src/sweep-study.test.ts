import { optimizerNames, samplerNames, sweepSpec } from '@tenbin/contracts';
import type { PastTrial, SweepSpec, Trial } from '@tenbin/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sweepStudy, trialCount } from './sweep-study.ts';

function sweep(parameters: object, rest: object = {}): SweepSpec {
  return sweepSpec.parse({ name: 'test', dataset: { path: 'pictures' }, parameters, ...rest });
}

/** How a trial that was asked for stands, as the database would tell it. */
function pastOf(trial: Trial, told: Partial<PastTrial> = {}): PastTrial {
  const { number, parameters, seed } = trial;
  return { number, parameters, seed, state: 'complete', values: [0.5], reports: [0.5], ...told };
}

/** The same value at every epoch. */
function epochsOf(epochs: number, value: number): number[] {
  return Array.from({ length: epochs }, () => value);
}

function asked(spec: SweepSpec, past: readonly PastTrial[]): Trial {
  const trial = sweepStudy(spec, past).ask();
  if (trial === null || trial === 'wait') throw new Error(`there is no trial, but ${trial}`);
  return trial;
}

/** All trials of a sweep, asked one after the other by studies that are each made anew. */
function allTrials(spec: SweepSpec, told: (trial: Trial) => Partial<PastTrial> = () => ({})): Trial[] {
  const trials: Trial[] = [];
  const past: PastTrial[] = [];
  for (;;) {
    const next = sweepStudy(spec, past).ask();
    if (next === null || next === 'wait') return trials;
    trials.push(next);
    past.push(pastOf(next, told(next)));
  }
}

const two = { batchSize: { values: [16, 64] }, optimizer: { values: ['sgd', 'adam'] } };
const rates = { learningRate: { min: 1e-4, max: 1e-1, scale: 'log' }, batchSize: { values: [16, 64] } };

describe('a grid', () => {
  it('asks for exactly the product of its values times its seeds, each once', () => {
    const batchSizes = fc.uniqueArray(fc.integer({ min: 1, max: 512 }), { minLength: 1, maxLength: 4 });
    const epochCounts = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 3 });
    const optimizers = fc.uniqueArray(fc.constantFrom(...optimizerNames), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        ...([batchSizes, epochCounts, optimizers, fc.integer({ min: 1, max: 3 })] as const),
        (batch, epochs, rules, seeds) => {
          const spec = sweep(
            { batchSize: { values: batch }, epochs: { values: epochs }, optimizer: { values: rules } },
            { seeds },
          );
          const trials = allTrials(spec);
          expect(trials).toHaveLength(batch.length * epochs.length * rules.length * seeds);
          expect(trials).toHaveLength(trialCount(spec));
          const keys = trials.map(({ parameters, seed }) => JSON.stringify([parameters, seed]));
          expect(new Set(keys).size).toBe(trials.length);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('gives the same trial for the same number, whatever else was taken', () => {
    const spec = sweep(two, { seeds: 2 });
    const trials = allTrials(spec);
    const past = trials.map((trial) => pastOf(trial));
    const taken = past.filter(({ number }) => [8, 1, 2, 3, 5].includes(number));
    expect(asked(spec, taken.toReversed())).toEqual(trials[3]);
    expect(sweepStudy(spec, past).ask()).toBeNull();
  });

  it('runs whole for one seed before the next, be the seeds a number or a list', () => {
    const seedsIn = (seeds: number | number[]) =>
      allTrials(sweep({ batchSize: { values: [16, 64] } }, { seeds })).map(({ seed }) => seed);
    expect(seedsIn(2)).toEqual([1, 1, 2, 2]);
    expect(seedsIn([42, 7])).toEqual([42, 42, 7, 7]);
  });

  it('multiplies a conditional parameter only where its condition holds', () => {
    const trials = allTrials(
      sweep({
        optimizer: { values: ['momentum', 'adam'] },
        momentum: { values: [0.8, 0.9], when: { optimizer: 'momentum' } },
      }),
    );
    const settings = trials.map(({ parameters }) => [parameters.optimizer, parameters.momentum]);
    expect(settings).toHaveLength(3);
    expect(settings).toEqual(
      expect.arrayContaining([
        ['momentum', 0.8],
        ['momentum', 0.9],
        ['adam', undefined],
      ]),
    );
  });

  it('takes the default of a parameter that a condition names and the sweep does not', () => {
    const momentum = { values: [0.5, 0.9], when: { optimizer: 'momentum' } };
    expect(allTrials(sweep({ momentum }))).toHaveLength(2);
  });

  it('names a trial by what varies', () => {
    const spec = sweep({
      batchSize: { values: [16, 64] },
      optimizer: { values: ['adam'] },
      epochs: { values: [5, 20] },
    });
    const names = allTrials(spec).map(({ name }) => name);
    expect(names.toSorted()).toEqual(['16 · 20 epochs', '16 · 5 epochs', '64 · 20 epochs', '64 · 5 epochs']);
    expect(asked(sweep({ epochs: { value: 3 } }), []).name).toBe('vgg-small');
  });

  it('of ten million trials is refused before one is made', () => {
    const values = Array.from({ length: 2_000 }, (_, index) => index + 1);
    const spec = sweep({ batchSize: { values }, epochs: { values } }, { seeds: 3 });
    expect(() => trialCount(spec)).toThrow('the grid has more than 10,000 trials');
    expect(() => sweepStudy(spec)).toThrow('the grid has more than 10,000 trials');
    const few = { batchSize: { values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } };
    expect(trialCount(sweep(few, { seeds: 1000 }))).toBe(10_000);
    expect(() => trialCount(sweep({ ...few, epochs: { values: [1, 2] } }, { seeds: 1000 }))).toThrow(
      '10,000',
    );
  });
});

describe('budget.trials', () => {
  it('ends a grid early, and any other method at exactly that many', () => {
    const capped = sweep(two, { seeds: 2, budget: { trials: 5 } });
    expect(sweepStudy(capped).total).toBe(5);
    expect(allTrials(capped)).toEqual(allTrials(sweep(two, { seeds: 2 })).slice(0, 5));
    const chance = sweep(rates, { method: 'random', seeds: 3, budget: { trials: 7 } });
    expect(allTrials(chance)).toHaveLength(7);
    expect(sweepStudy(chance).total).toBe(7);
    expect(sweepStudy(sweep(two, { budget: { trials: 500 } })).total).toBe(4);
  });
});

describe('budget.epochs', () => {
  const spec = sweep(
    { ...rates, epochs: { value: 10 } },
    { method: 'random', budget: { trials: 9, epochs: 25 } },
  );
  const first = asked(spec, []);
  const second = asked(spec, [pastOf(first)]);

  it('has no room for a trial while those that run may need it, and waits for what they give back', () => {
    const running: Partial<PastTrial> = { state: 'running', values: [], reports: [] };
    const past = [pastOf(first, running), pastOf(second, { ...running, reports: [0.1] })];
    expect(sweepStudy(spec, past).ask()).toBe('wait');
    // Pruned after one epoch, it has given nine back: 10 + 1 + 10 are 21.
    const pruned = pastOf(second, { state: 'pruned', reports: [0.1] });
    expect(asked(spec, [pastOf(first, running), pruned]).number).toBe(3);
  });

  it('is spent when there is no room and nobody runs', () => {
    const done = { reports: epochsOf(10, 0.5) };
    const past = [pastOf(first, done), pastOf(second, done)];
    expect(sweepStudy(spec, past).ask()).toBeNull();
    const failed = pastOf(second, { state: 'failed', values: [], reports: epochsOf(5, 0.5) });
    expect(asked(spec, [pastOf(first, done), failed]).number).toBe(3);
  });
});

describe.each(samplerNames.filter((name) => name !== 'grid'))('%s', (method) => {
  const spec = sweep(rates, { method, seeds: [5, 6, 7], budget: { trials: 45 } });

  it('tries one setting with every seed before the next', () => {
    const trials = allTrials(sweep(rates, { method, seeds: [5, 6, 7], budget: { trials: 12 } }));
    expect(trials.map(({ seed }) => seed)).toEqual([5, 6, 7, 5, 6, 7, 5, 6, 7, 5, 6, 7]);
    const settings = trials.map(({ parameters }) => JSON.stringify(parameters));
    for (let at = 0; at < 12; at += 3) expect(new Set(settings.slice(at, at + 3)).size).toBe(1);
    expect(new Set(settings).size).toBe(4);
  });

  it('asks the same again after a restart, from trials in any order', () => {
    const told = ({ number, parameters }: Trial): Partial<PastTrial> => {
      const value = -Math.abs(Math.log10(parameters.learningRate) + 2) + 0.01 * (number % 3);
      if (number % 11 === 0) return { state: 'failed', values: [], reports: [] };
      return { values: [value], reports: [NaN, value] };
    };
    const trials = allTrials(spec, told);
    expect(trials).toHaveLength(45);
    const past = trials.map((trial) => pastOf(trial, told(trial)));
    for (const stop of [1, 20, 39, 44]) {
      expect(asked(spec, past.slice(0, stop).toReversed())).toEqual(trials[stop]);
    }
  });
});

it('sees the mean of the curves that the seeds of a setting have, whichever of them failed', () => {
  const spec = sweep(rates, { method: 'tpe', seeds: 2, budget: { trials: 61 } });
  const trials = allTrials(spec).slice(0, 60);
  /** Every setting is pruned with one seed, and with the other one, `first` or second, it fails. */
  const pastWith = (failing: 'first' | 'second'): PastTrial[] =>
    trials.map((trial) => {
      const isFirst = trial.number % 2 === 1;
      if (isFirst === (failing === 'first')) {
        return pastOf(trial, { state: 'failed', values: [], reports: [] });
      }
      const epochs = 1 + (Math.ceil(trial.number / 2) % 5);
      return pastOf(trial, { state: 'pruned', reports: epochsOf(epochs, trial.parameters.learningRate) });
    });
  const next = asked(spec, pastWith('second'));
  expect(asked(spec, pastWith('first'))).toEqual(next);
  expect(asked(spec, pastWith('first').toReversed())).toEqual(next);
  const prunedAt = (...values: ((rate: number) => number)[]) =>
    trials.map((trial) => {
      const value = values[(trial.number - 1) % 2]?.(trial.parameters.learningRate) ?? NaN;
      return pastOf(trial, { state: 'pruned', reports: [value] });
    });
  const [rising, falling] = [(rate: number) => rate, (rate: number) => 1 - 3 * rate];
  const mean = (rate: number) => (rising(rate) + falling(rate)) / 2;
  expect(asked(spec, prunedAt(rising, falling))).toEqual(asked(spec, prunedAt(mean, mean)));
  expect(asked(spec, prunedAt(rising, falling))).not.toEqual(asked(spec, prunedAt(rising, rising)));
});

it('prunes a trial by the rule of the sweep, against the others of its goal', () => {
  const spec = sweep(
    { epochs: { value: 4 }, learningRate: { min: 0.001, max: 0.1 } },
    { method: 'random', budget: { trials: 9 }, earlyTermination: { type: 'median', minTrials: 5 } },
  );
  const trials = allTrials(spec).slice(0, 7);
  const past = trials.map((trial, at) => pastOf(trial, { reports: epochsOf(4, at / 10) }));
  const now = (value: number): PastTrial[] => [
    ...past.slice(0, 6),
    ...trials
      .slice(6)
      .map((trial) => pastOf(trial, { state: 'running', values: [], reports: [value, value] })),
  ];
  // More accuracy is better.
  expect(sweepStudy(spec, now(0.01)).pruneReason(7, { state: 'unclear', detectedAtEpoch: null })).toEqual(
    expect.any(String),
  );
  expect(sweepStudy(spec, now(0.9)).pruneReason(7, { state: 'unclear', detectedAtEpoch: null })).toBeNull();
});
