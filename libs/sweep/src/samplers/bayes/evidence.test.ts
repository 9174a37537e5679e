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
  const { points, y, whole, pending } = evidenceFrom(space, trials, {
    directions: ['minimize'],
    random: randomStream(1, 'weights'),
  });
  const ids = (all: readonly Float64Array[]) => all.map(([place = NaN]) => Math.round(place * 2000));
  return { ids: ids(points), y, whole, pending: ids(pending) };
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

  it('of a hundred answers is all of them', () => {
    const { ids, whole } = evidence(
      Array.from({ length: 100 }, (_, at) => trial(100 - at, 'complete', [100 - at])),
    );
    expect(ids).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
    expect(whole).toBe(true);
  });

  it('of a thousand answers is some: the best ones, and some of every quality', () => {
    const { ids, y, whole } = evidence(
      Array.from({ length: 1000 }, (_, at) => trial(1000 - at, 'complete', [1000 - at])),
    );
    expect(ids).toHaveLength(80);
    expect(ids.slice(0, 56)).toEqual(Array.from({ length: 56 }, (_, at) => at + 1));
    expect(ids.at(-1)).toBeGreaterThan(950);
    expect(whole).toBe(false);
    expect(y.every(Number.isFinite)).toBe(true);
  });

  it('has the latest 32 of the trials that run, and fewer answers beside them', () => {
    const { ids, pending } = evidence([
      ...Array.from({ length: 200 }, (_, at) => trial(at + 1, 'complete', [at])),
      ...Array.from({ length: 50 }, (_, at) => trial(201 + at, 'running', [])),
    ]);
    expect(pending).toEqual(Array.from({ length: 32 }, (_, at) => 219 + at));
    expect(ids).toHaveLength(68);
  });

  it('stays finite for losses of every size', () => {
    const { y } = evidence(
      [-1e308, 0, 1e-300, 5, 1e308].map((loss, at) => trial(at + 1, 'complete', [loss])),
    );
    expect(y.every(Number.isFinite)).toBe(true);
    expect(y).toEqual(y.toSorted());
  });
});
