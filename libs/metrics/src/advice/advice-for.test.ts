import { lossNames, modelNames, optimizerNames, scheduleNames, trialParameters } from '@tenbin/contracts';
import type { Advice, AdviceKind, ParameterSetting, TrialRow } from '@tenbin/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviceFor } from './advice-for.ts';
import { patched, settled } from './patched.ts';
import { aRun, inFull, verdictOf } from './runs.fixture.ts';
import type { Course } from './runs.fixture.ts';

const run = aRun({ id: 100 });

function kindsOf(advice: readonly Advice[]): AdviceKind[] {
  return advice.map(({ kind }) => kind);
}

function adviceOf(advice: readonly Advice[], kind: AdviceKind): Advice | undefined {
  return advice.find((each) => each.kind === kind);
}

/** Runs of three seeds each with those courses. */
function seeded(...courses: ((seed: number) => Course)[]): TrialRow[] {
  return courses.flatMap((course, at) =>
    [1, 2, 3].map((seed) => aRun({ id: 10 * (at + 1) + seed, seed, ...course(seed) })),
  );
}

describe('advice', () => {
  it('counts siblings with and without a change, and says what pairs of the same seed gained', () => {
    const siblings = seeded(
      (seed) => ({ parameters: { batchSize: 16 }, valLoss: 0.6 + seed / 100 }),
      (seed) => ({
        parameters: { batchSize: 16, augmentation: 'light' },
        state: seed === 1 ? 'overfitting' : 'healthy',
        valLoss: 0.5 + (2 * seed) / 100,
        valAccuracy: 0.76,
      }),
    );
    const [first] = adviceFor({ run, siblings });
    expect(first).toEqual({
      kind: 'augmentation',
      change: 'Augment lightly',
      because: [
        'It sees every image unchanged in each of its 30 epochs.',
        'Of 3 runs with augmentation light 1 overfits, of 3 with no augmentation 3.',
      ],
      estimate:
        'In 3 pairs of runs that differ in nothing else it changed the best val_loss by −0.080 ± 0.010 and val_accuracy by +2.0 ± 0.0 points.',
      patch: { augmentation: 'light' },
    });
  });

  it('counts a training once, however often it was repeated', () => {
    const light = seeded(() => ({ parameters: { augmentation: 'light' }, state: 'healthy' }));
    const again = light.map((each) => ({ ...each, id: each.id + 500 }));
    const repeated = { ...run, id: 900 };
    expect(adviceFor({ run, siblings: [...light, ...again, repeated] })).toEqual(
      adviceFor({ run, siblings: light }),
    );
  });

  it('counts over settings that were tried both ways where there are some', () => {
    const siblings = seeded(
      () => ({ parameters: { augmentation: 'light' }, state: 'healthy' }),
      // Tried one way only, and so left out of the count.
      () => ({ parameters: { augmentation: 'light', batchSize: 16 } }),
    );
    const because = adviceOf(adviceFor({ run, siblings }), 'augmentation')?.because;
    expect(because).toContain('Of 3 runs with augmentation light 0 overfit, of 1 with no augmentation 1.');
    expect(because).toContain('Tried already in runs 11, 12, 13: none overfits.');
  });

  it('counts over all runs where no setting was tried both ways, and says so', () => {
    const siblings = seeded(() => ({ parameters: { augmentation: 'light', batchSize: 16 } }));
    const because = adviceOf(adviceFor({ run, siblings }), 'augmentation')?.because;
    expect(because?.at(-1)).toBe(
      'Of 3 runs with augmentation light 3 overfit, of 1 with no augmentation 1; they differ in more than that.',
    );
  });

  it('begins with augmentation and data where siblings say nothing, and estimates nothing then', () => {
    const advice = adviceFor({ run: inFull(run), siblings: [] });
    expect(kindsOf(advice).slice(0, 3)).toEqual(['augmentation', 'moreData', 'dropout']);
    const estimated = advice.filter(({ estimate }) => estimate !== null);
    // Its own curve says what stopping brings.
    expect(kindsOf(estimated)).toEqual(['fewerEpochs']);
  });

  it('moves up what helped siblings, and down what did not', () => {
    const helped = adviceFor({
      run,
      siblings: seeded(
        () => ({}),
        () => ({ parameters: { batchSize: 256 }, state: 'healthy', valLoss: 0.4 }),
        () => ({ parameters: { dropout: 0.5 }, valLoss: 0.61 }),
      ),
    });
    expect(kindsOf(helped)[0]).toBe('batchSize');
    const order = kindsOf(adviceFor({ run, siblings: [] }));
    expect(order.indexOf('dropout')).toBeLessThan(order.indexOf('weightDecay'));
    expect(kindsOf(helped).indexOf('dropout')).toBeGreaterThan(kindsOf(helped).indexOf('weightDecay'));
    const dropout = adviceOf(helped, 'dropout');
    expect(dropout?.because.at(-1)).toBe('Tried already in runs 31, 32, 33: 3 of 3 still overfit.');
  });

  it('leaves out what was tried with three seeds in vain', () => {
    const siblings = seeded(
      () => ({}),
      // Its val_loss has another scale, and says nothing.
      () => ({ parameters: { labelSmoothing: 0.1 }, valLoss: 0.5, valAccuracy: 0.73 }),
      () => ({ parameters: { augmentation: 'light' }, valLoss: 0.65 }),
    );
    const advice = adviceFor({ run, siblings });
    expect(adviceOf(advice, 'labelSmoothing')).toBeUndefined();
    // Light was in vain; strong has not been tried.
    expect(adviceOf(advice, 'augmentation')?.patch).toEqual({ augmentation: 'strong' });
  });

  it('puts what was tried once and did not cure behind what was not tried', () => {
    const [untried] = adviceFor({ run: inFull(run), siblings: [] });
    expect(untried?.patch).toEqual({ augmentation: 'light' });
    const tried = [aRun({ id: 7, parameters: { augmentation: 'light' }, valLoss: 0.61 })];
    const [first, ...others] = adviceFor({ run: inFull(run), siblings: tried });
    expect(first?.kind).not.toBe('augmentation');
    expect(kindsOf(others)).toContain('augmentation');
  });

  it('expects less of a stronger dose where a weaker one did nothing', () => {
    const among = (siblings: TrialRow[]) => {
      const advice = adviceFor({ run, siblings });
      return advice.findIndex(({ patch }) => patch?.augmentation !== undefined);
    };
    expect(among([])).toBe(0);
    const tried = seeded(
      () => ({}),
      () => ({ parameters: { augmentation: 'light' }, valLoss: 0.63 }),
    );
    expect(adviceOf(adviceFor({ run, siblings: tried }), 'augmentation')?.patch).toEqual({
      augmentation: 'strong',
    });
    expect(among(tried)).toBeGreaterThan(0);
  });

  it('takes a value that siblings found over the one of the textbook', () => {
    const siblings = seeded(
      () => ({}),
      () => ({ parameters: { dropout: 0.3 }, state: 'healthy', valLoss: 0.45 }),
      () => ({ parameters: { dropout: 0.5 }, state: 'healthy', valLoss: 0.6 }),
    );
    expect(adviceOf(adviceFor({ run, siblings }), 'dropout')?.patch).toEqual({ dropout: 0.3 });
  });

  it('learns nothing from runs on other data, runs that still train, and runs stopped for another reason', () => {
    const siblings = seeded(
      () => ({ dataset: 'leaves.zip', parameters: { augmentation: 'light' }, state: 'healthy' }),
      () => ({ status: 'running', parameters: { augmentation: 'light' }, state: 'healthy' }),
      () => ({ status: 'pruned', parameters: { augmentation: 'light' }, state: 'healthy' }),
    );
    expect(adviceFor({ run, siblings })).toEqual(adviceFor({ run, siblings: [] }));
  });

  it('says nothing of a healthy run or one without a verdict', () => {
    expect(adviceFor({ run: aRun({ state: 'healthy' }), siblings: [] })).toEqual([]);
    expect(adviceFor({ run: { ...run, verdict: null }, siblings: [] })).toEqual([]);
  });

  it('asks for more epochs where they would settle it, and only there', () => {
    const short = aRun({ parameters: { epochs: 4 }, bestEpoch: 4 });
    const unclear = (pattern: 'tooShort' | 'noise') => ({ ...verdictOf('unclear'), pattern });
    const advice = adviceFor({ run: { ...short, verdict: unclear('tooShort') }, siblings: [] });
    expect(advice.map(({ kind, patch }) => [kind, patch])).toEqual([['moreEpochs', { epochs: 12 }]]);
    expect(adviceFor({ run: { ...short, verdict: unclear('noise') }, siblings: [] })).toEqual([]);
    const open = {
      ...short,
      verdict: unclear('tooShort'),
      epoch: 2,
      status: 'running' as const,
      endedAt: null,
    };
    expect(adviceFor({ run: open, siblings: [] })).toEqual([]);
  });
});

const anySetting: fc.Arbitrary<ParameterSetting> = fc.record({
  model: fc.constantFrom(...modelNames),
  optimizer: fc.constantFrom(...optimizerNames),
  loss: fc.constantFrom(...lossNames),
  schedule: fc.constantFrom(...scheduleNames),
  batchSize: fc.constantFrom(1, 8, 16, 64, 256, 4096),
  epochs: fc.constantFrom(1, 2, 9, 10, 30, 100_000),
  imageSize: fc.constantFrom(undefined, 8, 64),
  learningRate: fc.constantFrom(undefined, 1e-6, 0.001, 0.03, 100),
  weightDecay: fc.constantFrom(undefined, 0, 1e-4, 0.05, 0.9),
  l2: fc.constantFrom(0, 1e-5, 5e-4, 0.1),
  dropout: fc.constantFrom(undefined, 0, 0.2, 0.5, 0.9),
  zeroInit: fc.constantFrom(undefined, true),
  augmentation: fc.constantFrom('none', 'light', 'strong'),
  flip: fc.constantFrom(undefined, 0, 0.5),
  trainShare: fc.constantFrom(1, 0.5, 0.1),
  labelSmoothing: fc.constantFrom(undefined, 0, 0.1),
});

const anyRun = fc
  .record({
    id: fc.integer({ min: 1, max: 9999 }),
    parameters: anySetting,
    state: fc.constantFrom('overfitting', 'underfitting', 'plateau', 'diverged', 'unclear', 'healthy'),
    seed: fc.constantFrom(1, 2),
    bestEpoch: fc.constantFrom(1, 2, 9),
    valLoss: fc.constantFrom(0.2, 0.6, NaN, Infinity, 0),
  })
  .map((course) => aRun(course));

describe('the patch of any advice', () => {
  it('makes valid parameters that differ from the run, also once it was JSON, for every run among any siblings', () => {
    fc.assert(
      fc.property(anyRun, fc.array(anyRun, { maxLength: 6 }), (any, siblings) => {
        const { parameters } = any.config;
        const advice = adviceFor({ run: any, siblings });
        expect(new Set(kindsOf(advice)).size).toBe(advice.length);
        for (const { patch, change, because, estimate } of advice) {
          expect(change).not.toBe('');
          expect([...because, estimate ?? ''].join(' ')).not.toMatch(/undefined|NaN|null/);
          if (patch === null) continue;
          const after = trialParameters.parse({ ...parameters, ...patch });
          expect(after).not.toEqual(parameters);
          expect(after).toEqual(patched(parameters, patch));
          const stored = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
          expect(patched(parameters, stored)).toEqual(after);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('drops what the new choice has no use for, and brings what it needs', () => {
    const momentum = settled({ optimizer: 'momentum', momentum: 0.95 });
    expect(patched(momentum, { optimizer: 'adamw' }).momentum).toBeUndefined();
    const [advice] = adviceFor({ run: aRun({ parameters: momentum }), siblings: [] }).filter(
      ({ kind }) => kind === 'optimizer',
    );
    expect(advice?.patch).toEqual({
      optimizer: 'adamw',
      learningRate: 0.001,
      weightDecay: 0.004,
      momentum: undefined,
    });
  });
});
