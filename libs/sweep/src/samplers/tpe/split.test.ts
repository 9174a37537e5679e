import { expect, test } from 'vitest';
import type { StudyTrial } from '../../study-trial.ts';
import { split } from './split.ts';

type Written = Partial<StudyTrial> & Pick<StudyTrial, 'state'>;

function trials(written: readonly Written[]): StudyTrial[] {
  return written.map((trial, at) => ({ id: at + 1, params: {}, values: [], reports: [], ...trial }));
}

const complete = (value: number): Written => ({ state: 'complete', values: [value] });
const pruned = (reports: number[]): Written => ({ state: 'pruned', values: [0], reports });
const idsOf = (all: readonly StudyTrial[]): number[] => all.map(({ id }) => id);

test('15 % of the trials that ended are good, the best first, 25 at most', () => {
  const { good, bad } = split(trials([5, 3, 1, 4, 2, 9, 8, 7, 6, 0.5].map(complete)), 'minimize');
  expect(idsOf(good)).toEqual([10, 3]);
  expect(idsOf(bad)).toEqual([1, 2, 4, 5, 6, 7, 8, 9]);
  expect(idsOf(split(trials([5, 3, 9].map(complete)), 'maximize').good)).toEqual([3]);
  const many = Array.from({ length: 1000 }, (_, value) => complete(value));
  expect(split(trials(many), 'minimize').good).toHaveLength(25);
});

test('pruned trials come after complete ones, the latest first, then by their last report', () => {
  const early = [pruned([1, 1]), pruned([9, 9, 5]), pruned([9, 9, 4]), pruned([]), pruned([0, 0, 0, NaN])];
  // They count among the ended, and are never good.
  const failed = Array.from({ length: 40 }, (): Written => ({ state: 'failed' }));
  const all = trials([...early, complete(100), complete(200), ...failed]);
  expect(idsOf(split(all, 'minimize').good)).toEqual([6, 7, 5, 3, 2, 1, 4]);
});

test('what runs, what failed and what is no number is bad', () => {
  const { good, bad } = split(
    trials([{ state: 'running' }, { state: 'failed' }, complete(NaN), complete(-Infinity), complete(7)]),
    'minimize',
  );
  expect(idsOf(good)).toEqual([5]);
  expect(idsOf(bad)).toEqual([1, 2, 3, 4]);
});
