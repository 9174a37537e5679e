import { recordOf, runStatuses, sweepSpec } from '@tenbin/contracts';
import type {
  Advice,
  AdviceKind,
  ParameterSetting,
  TrialRow,
  SweepDetail,
  SweepFileInput,
} from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { patched } from '../advice/index.ts';
import { aRun } from '../advice/runs.fixture.ts';
import type { Course } from '../advice/runs.fixture.ts';
import { cureFile } from './cure-file.ts';
import { cureReport } from './cure-report.ts';
import { holm } from './holm.ts';

const patient = aRun({ id: 7, lastLoss: 0.05 });
const advice: Advice[] = [
  advise('augmentation', { augmentation: 'light' }),
  advise('dropout', { dropout: 0.5 }),
  advise('labelSmoothing', { labelSmoothing: 0.1 }),
];
const cases = {
  augmentation: advice[0]?.patch,
  dropout: advice[1]?.patch,
  'label-smoothing': advice[2]?.patch,
};

function advise(kind: AdviceKind, patch: ParameterSetting): Advice {
  return { kind, change: kind, because: [], estimate: null, patch };
}

/** The follow-up sweep, with the given fields in place of its own. */
function sweepOf(
  fields: Partial<SweepDetail> = {},
  file: SweepFileInput = cureFile({ run: patient, advice }),
): SweepDetail {
  const spec = sweepSpec.parse(file);
  return {
    id: 9,
    name: spec.name,
    method: spec.method,
    goal: spec.goal,
    datasetPath: 'animals.zip',
    against: [],
    budget: {},
    priority: 0,
    total: Object.keys(spec.cases ?? {}).length * 3,
    epochs: 0,
    counts: recordOf(runStatuses, () => 0),
    status: 'finished',
    best: null,
    overfitting: 0,
    cureOf: 7,
    createdAt: 0,
    endedAt: null,
    spec,
    source: '',
    provenance: null,
    ...fields,
  };
}

/** The runs of one case: seed 1, 2, … with those gaps at the end. */
function runsOf(name: string, gaps: readonly number[], course: Course = {}): TrialRow[] {
  const patch = Object.entries(cases).find(([each]) => each === name)?.[1] ?? {};
  return gaps.map((gap, at) =>
    aRun({
      id: 100 + at,
      seed: at + 1,
      case: name,
      parameters: patched(patient.config.parameters, patch),
      lastLoss: 0.1,
      lastValLoss: 0.1 + gap,
      ...course,
    }),
  );
}

const baseline = runsOf('baseline', [0.4, 0.41, 0.42]);
const cured = runsOf('augmentation', [0.02, 0.03, 0.04], {
  state: 'healthy',
  valLoss: 0.5,
  valAccuracy: 0.78,
});
const useless = runsOf('dropout', [0.42, 0.36, 0.43]);
const smoothed = [0.74, 0.75, 0.74].flatMap((valAccuracy, at) =>
  runsOf('label-smoothing', [0.3, 0.3, 0.3], { valLoss: 1.1, valAccuracy }).slice(at, at + 1),
);

describe('the report of a follow-up', () => {
  it('compares each case with the baseline, seed by seed', () => {
    const report = cureReport({ sweep: sweepOf(), runs: [...useless, ...cured, ...baseline, ...smoothed] });
    expect(report).toMatchObject({ sweepId: 9, runId: 7, finished: true, name: 'Cure of run 7: adam · 64' });
    expect(report.outcomes.map(({ name, kind, overfit, runs }) => [name, kind, overfit, runs])).toEqual([
      ['baseline', 'baseline', 3, 3],
      ['augmentation', 'augmentation', 0, 3],
      ['dropout', 'dropout', 3, 3],
      ['label-smoothing', 'labelSmoothing', 3, 3],
    ]);
    const [before, after] = report.outcomes;
    expect(before?.change).toBeNull();
    expect(before?.gap.mean).toBeCloseTo(0.41);
    expect(before?.gap.std).toBeCloseTo(0.01);
    expect(after?.patch).toEqual({ augmentation: 'light' });
    expect(after?.change?.gap).toMatchObject({ pairs: 3 });
    expect(after?.change?.gap.mean).toBeCloseTo(-0.38);
    expect(after?.change?.accuracy.mean).toBeCloseTo(0.04);
    expect(after?.lastValLoss.mean).toBeCloseTo(0.13);
  });

  it('says what helped with its numbers, and what the seeds cannot tell from nothing', () => {
    const { sentence, outcomes } = cureReport({
      sweep: sweepOf(),
      runs: [...baseline, ...cured, ...useless, ...smoothed],
    });
    expect(outcomes[1]?.change?.gap.p).toBeLessThan(0.001);
    expect(sentence).toBe(
      'Augmentation light surely lowered the gap from 0.41 ± 0.01 to 0.030 ± 0.010 (paired over 3 seeds, p < .001, corrected for 3 cures); ' +
        'no run overfits any more; its best val_loss is 0.50 ± 0.00 against 0.62 ± 0.00, val_accuracy +4.0 points. ' +
        // Its val_loss is another measure, so accuracy decides.
        'No difference that 3 seeds can show: Label smoothing 0.1 (val_accuracy +0.3 points, p = .42, 3 of 3 overfit); ' +
        'Dropout 0.5 (gap −0.0067, p = .79, 3 of 3 overfit).',
    );
  });

  it('is less sure the more cures were looked at, and names what made it worse', () => {
    const shaky = runsOf('augmentation', [0.2, 0.3, 0.25], { state: 'healthy' });
    const worse = runsOf('dropout', [0.6, 0.61, 0.63]);
    const alone = cureReport({ sweep: sweepOf(), runs: [...baseline, ...shaky] });
    const p = alone.outcomes[1]?.change?.gap.p ?? NaN;
    expect(p).toBeGreaterThan(0.025);
    expect(p).toBeLessThan(0.05);
    expect(alone.sentence).toContain('Augmentation light surely lowered the gap');
    const among = cureReport({
      sweep: sweepOf(),
      runs: [...baseline, ...shaky, ...useless],
    });
    expect(among.sentence).toContain('Augmentation light probably lowered the gap');
    const two = cureReport({ sweep: sweepOf(), runs: [...baseline, ...worse] });
    expect(two.sentence).toMatch(
      /^6 of 12 runs were trained to their end\. Dropout 0\.5 surely raised the gap from 0\.41 ± 0\.01 to 0\.61 ± 0\.02 \(paired over 3 seeds, p < \.001\); 3 of 3 runs still overfit; /,
    );
  });

  it('says that more seeds may confirm what these only suggest', () => {
    const shaky = runsOf('augmentation', [0.1, 0.35, 0.2]);
    const { sentence } = cureReport({ sweep: sweepOf(), runs: [...baseline, ...shaky] });
    expect(sentence).toContain('Augmentation light perhaps lowered the gap');
  });

  it('says what is awaited while it runs', () => {
    const counts = { ...recordOf(runStatuses, () => 0), queued: 9, running: 1, finished: 2 };
    const sweep = sweepOf({ status: 'running', counts });
    const running = { ...baseline[1], status: 'running' as const };
    expect(cureReport({ sweep, runs: [] })).toMatchObject({
      finished: false,
      sentence: '0 of 12 runs have ended, 12 are awaited.',
    });
    const first = [...baseline.slice(0, 1), ...cured.slice(0, 1)];
    const report = cureReport({
      sweep,
      runs: [...first, ...baseline.slice(1).map((run) => ({ ...run, ...running, id: run.id }))],
    });
    expect(report.outcomes[0]?.runs).toBe(1);
    expect(report.outcomes[1]?.change).toBeNull();
    expect(report.sentence).toBe(
      '2 of 12 runs have ended, 10 are awaited. Augmentation light: the gap 0.02 against 0.40, from too few seeds to tell it from chance.',
    );
  });

  it('says when the baseline is healthy this time, or was never trained to its end', () => {
    const healthy = baseline.map((run) => ({ ...run, verdict: cured[0]?.verdict ?? null }));
    expect(cureReport({ sweep: sweepOf(), runs: [...healthy, ...cured] }).sentence).toMatch(
      /The baseline itself does not overfit with these seeds\. Augmentation light surely/,
    );
    expect(cureReport({ sweep: sweepOf(), runs: cured }).sentence).toBe(
      '3 of 12 runs were trained to their end. No run of the baseline was trained to its end: there is nothing to compare with.',
    );
  });

  it('pairs by seed and not by place, and leaves out what failed', () => {
    const mixed = [...cured].toReversed();
    const failed = aRun({ id: 300, seed: 4, case: 'augmentation', status: 'failed', lastValLoss: 9 });
    const straight = cureReport({ sweep: sweepOf(), runs: [...baseline, ...cured] });
    expect(cureReport({ sweep: sweepOf(), runs: [failed, ...mixed, ...baseline] })).toEqual(straight);
  });

  it('knows the kinds of cases with names of their own by what they set', () => {
    const file = cureFile({ run: patient, advice });
    const named = {
      'as it was': {},
      deeper: { model: 'resnet-18' },
      shorter: { epochs: 5 },
      longer: { epochs: 60 },
      sgd: { optimizer: 'momentum', learningRate: 0.02 },
      augment: { flip: 0.5 },
    } as const;
    const report = cureReport({ sweep: sweepOf({}, { ...file, cases: named }), runs: [] });
    expect(Object.fromEntries(report.outcomes.map(({ name, kind }) => [name, kind]))).toEqual({
      'as it was': 'baseline',
      deeper: 'largerModel',
      shorter: 'fewerEpochs',
      longer: 'moreEpochs',
      sgd: 'optimizer',
      augment: 'augmentation',
    });
    expect(report.outcomes[0]?.name).toBe('as it was');
  });
});

describe('the correction for several tests', () => {
  it('is that of Holm’s paper: each p times the number of tests not yet decided, never falling', () => {
    expect(holm([0.01, 0.04, 0.03, NaN])).toEqual([0.03, 0.06, 0.06, NaN]);
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
  });
});
