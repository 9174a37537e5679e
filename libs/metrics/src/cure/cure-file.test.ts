import { AppError, lossNames, modelNames, optimizerNames, scheduleNames, sweepSpec } from '@tenbin/contracts';
import type { Advice, AdviceKind, ParameterSetting, TrialRow, SweepSpec, Trial } from '@tenbin/contracts';
import { sweepStudy } from '@tenbin/sweep';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviceFor, patched } from '../advice/index.ts';
import { aRun } from '../advice/runs.fixture.ts';
import { cureFile } from './cure-file.ts';

function advise(kind: AdviceKind, patch: ParameterSetting | null): Advice {
  return { kind, change: kind, because: [], estimate: null, patch };
}

const light = advise('augmentation', { augmentation: 'light' });

/** Every trial of a sweep, in its order. */
function trialsOf(spec: SweepSpec): Trial[] {
  const past: Trial[] = [];
  for (;;) {
    const trial = sweepStudy(
      spec,
      past.map((each) => ({ ...each, state: 'running', values: [], reports: [] })),
    ).ask();
    if (trial === null || trial === 'wait') return past;
    past.push(trial);
  }
}

/** The code and message of what it throws. */
function refusal(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    const { code, message } = AppError.from(error);
    return `${code}: ${message}`;
  }
  return '';
}

describe('the follow-up of a run', () => {
  it('is the run as it was, and with one change at a time, as a sweep file', () => {
    const run = aRun({ id: 7, seed: 2, parameters: { optimizer: 'sgd', epochs: 20 } });
    const { parameters, ...rest } = cureFile({
      run,
      advice: [light, advise('weightDecay', { weightDecay: 0.005 })],
    });
    expect(rest).toEqual({
      name: 'Cure of run 7: sgd · 64',
      dataset: run.config.dataset,
      method: 'grid',
      goal: { metric: 'val_accuracy', direction: 'maximize' },
      seeds: [2, 1, 3],
      budget: {},
      earlyTermination: { type: 'none' },
      cases: {
        baseline: {},
        augmentation: { augmentation: 'light' },
        'weight-decay': { weightDecay: 0.005 },
      },
    });
    expect(parameters).toMatchObject({ optimizer: { value: 'sgd' }, epochs: { value: 20 } });
    for (const name of ['momentum', 'zeroInit', 'flip']) expect(parameters).not.toHaveProperty(name);
  });

  it('takes the best four of what a parameter changes, and the seeds, name and goal that are asked for', () => {
    const kinds: AdviceKind[] = [
      'dropout',
      'moreData',
      'augmentation',
      'batchSize',
      'fewerEpochs',
      'optimizer',
    ];
    const advice = kinds.map((kind) => advise(kind, kind === 'moreData' ? null : { epochs: kind.length }));
    const goal = { metric: 'val_loss', direction: 'minimize' } as const;
    const file = cureFile({ run: aRun(), advice, seeds: 5, name: 'again', goal });
    expect(Object.keys(file.cases ?? {})).toEqual([
      'baseline',
      'dropout',
      'augmentation',
      'batch-size',
      'fewer-epochs',
    ]);
    expect(file).toMatchObject({ seeds: [1, 2, 3, 4, 5], name: 'again', goal });
    expect(Object.keys(cureFile({ run: aRun(), advice, cures: 1 }).cases ?? {})).toHaveLength(2);
  });

  it('trains the baseline with the threads of the run, without which it is another run', () => {
    const run = aRun();
    const threaded: TrialRow = { ...run, config: { ...run.config, threads: 1 } };
    expect(cureFile({ run: threaded, advice: [light] }).threads).toBe(1);
    expect(cureFile({ run, advice: [light] })).not.toHaveProperty('threads');
  });

  it('keeps what hangs on a choice out of the cases that take another one', () => {
    const run = aRun({ parameters: { optimizer: 'momentum', momentum: 0.95 } });
    const advice = adviceFor({ run, siblings: [] }).filter(({ kind }) => kind === 'optimizer');
    const spec = sweepSpec.parse(cureFile({ run, advice, seeds: 1 }));
    const [baseline, cure] = trialsOf(spec);
    expect(baseline?.parameters).toEqual(run.config.parameters);
    expect(cure?.parameters).toMatchObject({ optimizer: 'adamw', learningRate: 0.001, weightDecay: 0.004 });
    expect(cure?.parameters.momentum).toBeUndefined();
  });

  it('does not speak of what the new choice does not know', () => {
    const run = aRun({ parameters: { model: 'resnet-18', zeroInit: true } });
    const advice = adviceFor({ run, siblings: [] }).filter(({ kind }) => kind === 'smallerModel');
    expect(advice[0]?.patch).toEqual({ model: 'mobilenet-v2', zeroInit: false });
    const file = cureFile({ run, advice });
    expect(file.cases?.['smaller-model']).toEqual({ model: 'mobilenet-v2' });
    expect(sweepSpec.safeParse(file).success).toBe(true);
  });

  it('refuses a run without a verdict, one of which nothing can be changed, and numbers that make no sweep', () => {
    const run = aRun({ id: 7 });
    const unjudged = { ...run, verdict: null };
    expect(refusal(() => cureFile({ run: unjudged, advice: [light] }))).toBe(
      'bad_input: run 7 has no verdict yet, so there is nothing to cure',
    );
    const none = 'bad_input: run 7 is overfitting, and nothing that is advised changes a parameter';
    expect(refusal(() => cureFile({ run, advice: [] }))).toBe(none);
    expect(refusal(() => cureFile({ run, advice: [advise('moreData', null)] }))).toBe(none);
    expect(refusal(() => cureFile({ run, advice: [light], seeds: 0 }))).toBe('bad_input: seeds is 0');
    expect(refusal(() => cureFile({ run, advice: [light], cures: 1.5 }))).toBe('bad_input: cures is 1.5');
  });
});

const anyRun = fc
  .record({
    id: fc.integer({ min: 1, max: 9999 }),
    seed: fc.constantFrom(0, 1, 3, 77),
    state: fc.constantFrom('overfitting', 'underfitting', 'plateau', 'diverged'),
    parameters: fc.record({
      model: fc.constantFrom(...modelNames),
      optimizer: fc.constantFrom(...optimizerNames),
      loss: fc.constantFrom(...lossNames),
      schedule: fc.constantFrom(...scheduleNames),
      zeroInit: fc.constantFrom(undefined, true),
      augmentation: fc.constantFrom('none', 'light', 'strong'),
      trainShare: fc.constantFrom(1, 0.5),
      dropout: fc.constantFrom(undefined, 0, 0.5),
    }),
  })
  .map((course) => aRun(course));

describe('the follow-up of any run with any of its advice', () => {
  it('is a sweep, also once it was JSON, of every case with every seed: the run itself first, then each change', () => {
    fc.assert(
      fc.property(anyRun, fc.integer({ min: 1, max: 4 }), (run, seeds) => {
        const advice = adviceFor({ run, siblings: [] });
        const changes = advice.filter(({ patch }) => patch !== null).slice(0, 4);
        fc.pre(changes.length > 0);
        const spec = sweepSpec.parse(JSON.parse(JSON.stringify(cureFile({ run, advice, seeds }))));
        const trials = trialsOf(spec);
        expect(trials).toHaveLength((changes.length + 1) * seeds);
        const own = trials.filter(({ seed }) => seed === run.config.seed);
        const expected = [{}, ...changes.map(({ patch }) => patch ?? {})].map((patch) =>
          patched(run.config.parameters, patch),
        );
        expect(own).toHaveLength(expected.length);
        for (const parameters of expected)
          expect(own.map((trial) => trial.parameters)).toContainEqual(parameters);
        expect(own.find((trial) => trial.case === 'baseline')?.parameters).toEqual(run.config.parameters);
      }),
      { numRuns: 60 },
    );
  });
});
