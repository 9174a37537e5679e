import { randomStream } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import type { SearchSpace } from '../../space.ts';
import type { StudyTrial } from '../../study-trial.ts';
import { evidenceFrom } from './evidence.ts';

const space: SearchSpace = [
  { name: 'x', domain: { kind: 'range', min: 0, max: 2000, scale: 'linear' }, exists: () => true },
];

function trial(id: number, state: StudyTrial['state'], values: number[]): StudyTrial {
  return { id, params: { x: id }, state, values, reports: [] };
}

function evidence(trials: readonly StudyTrial[]) {
  const { points, y, pending } = evidenceFrom(space, trials, {
    directions: ['minimize'],
    random: randomStream(1, 'weights'),
  });
  const ids = (all: readonly Float64Array[]) => all.map(([place = NaN]) => Math.round(place * 2000));
  return { ids: ids(points), y, pending: ids(pending) };
}

describe('the evidence of trials', () => {
  it('has the best first, and what failed or is no number as bad as the worst', () => {
    const { ids, y, pending } = evidence([
      trial(1, 'complete', [3]),
      trial(2, 'failed', []),
      trial(3, 'pruned', [2]),
      trial(4, 'complete', [NaN]),
      trial(5, 'running', []),
      trial(6, 'complete', [1]),
    ]);
    expect(ids).toEqual([6, 3, 1, 2, 4]);
    expect(new Set(y.slice(2)).size).toBe(1);
    expect(y[0]).toBeLessThan(y[1] ?? NaN);
    expect(pending).toEqual([5]);
  });

  it('of a thousand answers is a hundred: the best ones, and some of every quality', () => {
    const { ids, y } = evidence(
      Array.from({ length: 1000 }, (_, at) => trial(1000 - at, 'complete', [1000 - at])),
    );
    expect(ids).toHaveLength(100);
    expect(ids.slice(0, 70)).toEqual(Array.from({ length: 70 }, (_, at) => at + 1));
    expect(ids.at(-1)).toBeGreaterThan(960);
    expect(y.every(Number.isFinite)).toBe(true);
  });

  it('stays finite for losses of every size', () => {
    const { y } = evidence(
      [-1e308, 0, 1e-300, 5, 1e308].map((loss, at) => trial(at + 1, 'complete', [loss])),
    );
    expect(y.every(Number.isFinite)).toBe(true);
    expect(y).toEqual(y.toSorted());
  });
});
