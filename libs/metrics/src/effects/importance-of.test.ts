import { randomStream } from '@tenbin/contracts';
import type { ParameterName, ParameterSetting, TrialRow } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import type { Importance } from '../report/overfit-report.ts';
import { importanceOf } from './importance-of.ts';
import { runOf } from './runs.fixture.ts';

interface Draw {
  dropout: number;
  l2: number;
  batchSize: number;
  augmentation: 'none' | 'light' | 'strong';
}

/** Runs of a random search, with the gap that a function gives them. */
function search(count: number, gapOf: (draw: Draw, noise: number) => number): TrialRow[] {
  const stream = randomStream(7, 'search');
  return Array.from({ length: count }, (_, at) => {
    const draw: Draw = {
      dropout: stream.next() * 0.9,
      l2: stream.next() * 0.9,
      batchSize: [16, 32, 64, 128][stream.below(4)] ?? 16,
      augmentation: (['none', 'light', 'strong'] as const)[stream.below(3)] ?? 'none',
    };
    const parameters: ParameterSetting = { ...draw };
    return runOf(at + 1, { parameters, gap: gapOf(draw, stream.next() - 0.5) });
  });
}

function shareOf(found: Importance | null, ...names: ParameterName[]) {
  const share = found?.shares.find(
    (each) => names.length === each.names.length && names.every((name) => each.names.includes(name)),
  );
  return share?.share ?? { value: 0, low: 0, high: 0 };
}

test('of an additive function each parameter has its share, and one without a part in it has none', () => {
  // Variances: (4 × .9)² / 12 = 1.08 of dropout, (2 × .9)² / 12 = 0.27 of l2: shares .8 and .2.
  const found = importanceOf(search(300, ({ dropout, l2 }) => 4 * dropout + 2 * l2));
  expect(Math.abs(shareOf(found, 'dropout').value - 0.8)).toBeLessThan(0.05);
  expect(Math.abs(shareOf(found, 'l2').value - 0.2)).toBeLessThan(0.05);
  expect(shareOf(found, 'batchSize').value).toBeLessThan(0.02);
  expect(shareOf(found, 'dropout', 'l2').value).toBeLessThan(0.03);
  expect(found?.shares[0]?.names).toEqual(['dropout']);
  expect(found?.explained).toBeGreaterThan(0.9);
});

test('of a pure interaction the pair has the share, and neither of the two by itself', () => {
  const odd = ({ augmentation, batchSize }: Draw) => (augmentation === 'none') !== batchSize < 64;
  const found = importanceOf(search(300, (draw, noise) => (odd(draw) ? 1 : 0) + 0.1 * noise));
  // One in three is `none`, so a small batch makes it 2/3 and a large one 1/3: (1/6)² of the variance of 1/4 is its own.
  expect(found?.shares[0]?.names.toSorted()).toEqual(['augmentation', 'batchSize']);
  expect(Math.abs(shareOf(found, 'augmentation', 'batchSize').value - 8 / 9)).toBeLessThan(0.1);
  expect(shareOf(found, 'augmentation').value).toBeLessThan(0.05);
  expect(shareOf(found, 'dropout').value).toBeLessThan(0.05);
});

test('words need no order: what sets the middle one apart is seen', () => {
  const found = importanceOf(
    search(100, ({ augmentation }, noise) => (augmentation === 'light' ? 0 : 1) + 0.1 * noise),
  );
  expect(shareOf(found, 'augmentation').value).toBeGreaterThan(0.9);
});

test('the interval spans the trees, around the share', () => {
  const { value, low, high } = shareOf(
    importanceOf(search(60, ({ dropout, l2 }, noise) => 4 * dropout + 3 * l2 + noise)),
    'dropout',
  );
  expect(low).toBeLessThan(value);
  expect(high).toBeGreaterThan(value);
  expect(low).toBeGreaterThanOrEqual(0);
  expect(high).toBeLessThanOrEqual(1);
});

test('shares of single parameters and pairs are never more than all', () => {
  const found = importanceOf(
    search(80, ({ dropout, l2, batchSize }, noise) => (dropout * l2 * batchSize) / 64 + noise),
  );
  const sum = (found?.shares ?? []).reduce((total, { share }) => total + share.value, 0);
  expect(sum).toBeGreaterThan(0.5);
  expect(sum).toBeLessThanOrEqual(1 + 1e-9);
});

test('it is the same each time', () => {
  const runs = search(40, ({ dropout }, noise) => dropout + noise);
  expect(importanceOf(runs)).toEqual(importanceOf(runs));
});

test('nothing is said of noise, of too few runs, of equal gaps, and of equal settings', () => {
  expect(importanceOf(search(60, (_, noise) => noise))).toBeNull();
  expect(importanceOf(search(7, ({ dropout }) => dropout))).toBeNull();
  expect(importanceOf(search(20, () => 0.5))).toBeNull();
  expect(importanceOf(Array.from({ length: 20 }, (_, at) => runOf(at + 1, { gap: at })))).toBeNull();
});

test('a run that diverged or that was stopped for another reason has no part in it', () => {
  const runs = search(40, ({ dropout }) => dropout);
  const odd = runs
    .slice(0, 20)
    .map((run) => runOf(run.id + 100, { state: 'diverged', gap: 1e9, parameters: run.config.parameters }));
  const cut = runs
    .slice(0, 20)
    .map((run) => runOf(run.id + 200, { status: 'pruned', gap: 1e9, parameters: run.config.parameters }));
  expect(importanceOf([...runs, ...odd, ...cut])).toEqual(importanceOf(runs));
});
