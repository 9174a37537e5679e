import type { History, TrialRow } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { runOf } from '../effects/runs.fixture.ts';
import { overfitReport } from './report-of-runs.ts';
import { sweepOf } from './sweep.fixture.ts';

const curve: History = {
  loss: [],
  val_loss: [1, 0.9, 0.8, 0.7, 0.5, 0.3, 0.35, 0.4, 0.42, 0.45],
  accuracy: [],
  val_accuracy: [0.5, 0.9, 0.8],
};
const grid = sweepOf({ id: 1 });

/** 48 runs of sweep 1: those of batch size 8 overfit with adam and eve, and one with sgd. */
const runs = [8, 32, 64, 128].flatMap((batchSize, row) =>
  ['adam', 'eve', 'sgd', 'momentum'].flatMap((optimizer, column) =>
    [1, 2, 3].map((seed) => {
      const ill = batchSize === 8 && (column < 2 || (optimizer === 'sgd' && seed === 1));
      return runOf(row * 100 + column * 10 + seed, {
        name: `${optimizer} · ${batchSize}`,
        parameters: { batchSize, optimizer },
        seed,
        state: ill ? 'overfitting' : 'healthy',
        gap: ill ? 0.8 + seed / 100 : 0.1 + seed / 100,
      });
    }),
  ),
);

/** A follow-up of run 1 with three seeds: augmentation halves its best val_loss. */
const cure = sweepOf({ id: 2, cureOf: 1, cases: { baseline: {}, augmentation: { augmentation: 'light' } } });
const ofCure = (['baseline', 'augmentation'] as const).flatMap((name, at) =>
  [1, 2, 3].map((seed) =>
    runOf(1000 + at * 10 + seed, {
      sweepId: 2,
      case: name,
      seed,
      parameters: { batchSize: 8, optimizer: 'adam', augmentation: name === 'baseline' ? 'none' : 'light' },
      state: name === 'baseline' ? 'overfitting' : 'healthy',
      bestValLoss: (name === 'baseline' ? 0.4 : 0.2) + seed / 1000,
      gap: name === 'baseline' ? 0.8 + seed / 100 : 0.1,
    }),
  ),
);

function report(of: readonly TrialRow[], sweeps = [grid], scope: 'sweep' | 'project' = 'sweep') {
  const curves = new Map(of.map(({ id }) => [id, curve]));
  return overfitReport({ scope, title: 'grid', runs: of, sweeps, curves });
}

test('a sweep is told by how many overfit, by which settings do, and by what to try', () => {
  const { sentence, counts, flagged } = report(runs);
  expect(counts).toEqual([
    { state: 'overfitting', runs: 7 },
    { state: 'healthy', runs: 41 },
  ]);
  expect(sentence).toMatch(
    /^7 of 48 runs overfit\. All of those have batch size 8: 7 of 12 such runs overfit, of the 36 others none\. To try first: /,
  );
  expect(flagged.map(({ name, flagged: ill, runs: all }) => [name, ill, all])).toEqual([
    ['adam · 8', 3, 3],
    ['eve · 8', 3, 3],
    ['sgd · 8', 1, 3],
  ]);
});

test('effects, importance and savings are those of its runs', () => {
  const { effects, importance, savings, basis } = report(runs);
  expect(effects.map(({ name }) => name)).toEqual(['batchSize', 'optimizer']);
  expect(effects[0]?.values[0]).toMatchObject({ value: 8, runs: 12, overfit: 7 });
  expect(effects[0]?.share).toBe(
    importance?.shares.find(({ names }) => names.join() === 'batchSize')?.share.value,
  );
  expect(importance?.runs).toBe(48);
  expect(basis).toBeUndefined();
  // Known at epoch 8 of 10, 100 seconds a run.
  expect(savings.possible).toMatchObject({ runs: 7, epochs: 14, seconds: 140, lossCost: 0 });
});

test('follow-ups tell what worked, and are counted in a project without a part in its effects', () => {
  const { sentence, cures, counts, effects, flagged, basis } = report(
    [...runs, ...ofCure],
    [grid, cure],
    'project',
  );
  expect(counts[0]).toEqual({ state: 'overfitting', runs: 10 });
  expect(sentence).toMatch(
    /^10 of 54 runs overfit\. Follow-ups apart, all of those have batch size 8: 7 of 12 such runs/,
  );
  expect(sentence).toContain(
    'Augmentation is the cure that worked: it lowered the best val_loss from 0.402 to 0.202 (3 seeds, p < .001).',
  );
  expect(sentence).not.toContain('To try first');
  expect(cures.map(({ sweepId }) => sweepId)).toEqual([2]);
  expect(effects).toEqual(report(runs).effects);
  expect(flagged.map(({ cureIds }) => cureIds)).toEqual([[2], [], []]);
  expect(basis).toBe('This rests on 48 judged runs on /data/signs, without 6 of follow-ups.');
});

test("a sweep's own runs are counted, not those of its follow-ups", () => {
  const { counts, savings, cures } = report([...runs, ...ofCure], [grid, cure]);
  expect(counts[0]?.runs).toBe(7);
  expect(savings.possible.runs).toBe(7);
  expect(cures).toHaveLength(1);
});

test('a follow-up that is looked at by itself has its own runs and its own outcome', () => {
  const { sentence, counts, cures } = report(ofCure, [cure]);
  expect(counts[0]).toEqual({ state: 'overfitting', runs: 3 });
  expect(sentence).toMatch(
    /^3 of 6 runs overfit\. 6 with an end are too few to tell which settings do it\. Augmentation is the cure/,
  );
  expect(cures[0]?.outcomes.map(({ runs: count }) => count)).toEqual([3, 3]);
});

test('only runs on the same data are compared', () => {
  const others = [1, 2, 3].map((id) =>
    runOf(500 + id, { dataset: '/data/other', parameters: { batchSize: 8 }, gap: 9 }),
  );
  const { sentence, basis, effects } = report([...runs, ...others], [grid], 'project');
  expect(sentence).toMatch(/^7 of 51 runs overfit\. On \/data\/signs, all of those have /);
  expect(basis).toBe('This rests on 48 judged runs on /data/signs, without 3 on other data.');
  expect(effects).toEqual(report(runs).effects);
});

test('one run in other places makes it most of them', () => {
  const more = [
    ...runs,
    runOf(900, { parameters: { batchSize: 64, optimizer: 'sgd' }, state: 'overfitting' }),
  ];
  expect(report(more).sentence).toContain(
    '8 of 49 runs overfit. Most of those have batch size 8: 7 of 12 such runs overfit, of the 37 others 1.',
  );
});

test('data on which nothing overfits is not blamed for what overfits on other data', () => {
  const well = runs.map((run) => runOf(run.id, { parameters: run.config.parameters }));
  const ill = runOf(900, { dataset: '/data/other', state: 'overfitting' });
  expect(report([...well, ill], [grid], 'project').sentence).toMatch(
    /^1 of 49 runs overfits\. On \/data\/signs, none overfits\./,
  );
});

test('it stays calm when nothing overfits', () => {
  const well = runs.filter(({ verdict }) => verdict?.state === 'healthy');
  expect(report(well).sentence).toBe('None of 41 runs overfits.');
  expect(report([...well, runOf(900, { state: 'unclear' })]).sentence).toBe(
    'None of 42 runs overfits; 1 cannot be judged yet.',
  );
});

test('it says when there is too little to say more', () => {
  expect(report([]).sentence).toBe('No run has been judged yet.');
  expect(report([runOf(1, { state: null })]).sentence).toBe('No run has been judged yet.');
  expect(report([1, 2].map((id) => runOf(id, { state: 'unclear' }))).sentence).toBe(
    'None of 2 runs can be judged yet.',
  );
  expect(report([runOf(1, { state: 'overfitting' }), runOf(2)]).sentence).toMatch(
    /^1 of 2 runs overfits\. 2 with an end are too few to tell which settings do it\./,
  );
});

test('it says when settings cannot tell runs apart', () => {
  const seeds = Array.from({ length: 10 }, (_, id) =>
    runOf(id, { state: id < 4 ? 'overfitting' : 'healthy' }),
  );
  expect(report(seeds).sentence).toMatch(/^4 of 10 runs overfit\. They differ in nothing but chance\./);
  const all = seeds.map((run, at) =>
    runOf(run.id, { state: 'overfitting', parameters: { batchSize: 8 + (at % 2) } }),
  );
  expect(report(all).sentence).toMatch(/^All 10 runs overfit\. Where all do, no setting stands out\./);
  const even = seeds.map((run, at) =>
    runOf(run.id, { state: at % 4 < 2 ? 'overfitting' : 'healthy', parameters: { batchSize: 8 + (at % 2) } }),
  );
  expect(report(even).sentence).toMatch(/^6 of 10 runs overfit\. No setting stands out for sure\./);
});
