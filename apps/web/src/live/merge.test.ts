import { describe, expect, it } from 'vitest';
import { runRow } from '../runs/run-row.fixture.ts';
import { combine, mergeRuns } from './merge.ts';

const rows = [runRow({ id: 1 }), runRow({ id: 2, status: 'running', epoch: 3 })];
const changed = runRow({ id: 2, status: 'running', epoch: 4 });

describe('a live update', () => {
  it('takes the place of the old row and leaves the others as they were', () => {
    const merged = mergeRuns(rows, { runs: [changed], removed: [] }, {});
    expect(merged.map(({ id, epoch }) => [id, epoch])).toEqual([
      [1, 12],
      [2, 4],
    ]);
    expect(merged[0]).toBe(rows[0]);
  });

  it('adds a new run to every list that it belongs to, and to no other', () => {
    const fresh = runRow({ id: 3, sweepId: 7 });
    const ids = (scope: Parameters<typeof mergeRuns>[2]) =>
      mergeRuns(rows, { runs: [fresh], removed: [] }, scope).map(({ id }) => id);
    expect(ids({})).toEqual([1, 2, 3]);
    expect(ids({ sweepId: 7 })).toEqual([1, 2, 3]);
    expect(ids({ sweepId: 1 })).toEqual([1, 2]);
    expect(ids({ ids: [2, 3] })).toEqual([1, 2, 3]);
    expect(ids({ ids: [1, 2] })).toEqual([1, 2]);
  });

  it('takes deleted runs away, and brings back what was restored', () => {
    const gone = { runs: [], removed: [2], curves: [], workers: 0 };
    const back = { runs: [changed], removed: [], curves: [], workers: 0 };
    expect(mergeRuns(rows, gone, {}).map(({ id }) => id)).toEqual([1]);
    expect(mergeRuns(rows, combine([gone, back]), {}).map(({ epoch }) => epoch)).toEqual([12, 4]);
    expect(mergeRuns(rows, combine([back, gone]), {}).map(({ id }) => id)).toEqual([1]);
  });

  it('that touches nothing of a list leaves the very same list', () => {
    expect(mergeRuns(rows, { runs: [runRow({ id: 9, sweepId: 2 })], removed: [8] }, { sweepId: 1 })).toBe(
      rows,
    );
  });

  it('is combined with others to the newest row of each run and all points in order', () => {
    const curve = (step: number) => ({ runId: 2, key: 'loss', steps: [step], values: [1 / step] });
    const combined = combine([
      { runs: [rows[1] ?? changed], removed: [], curves: [curve(3)], workers: 1 },
      { runs: [changed], removed: [], curves: [curve(4)], workers: 2 },
    ]);
    expect(combined.runs).toEqual([changed]);
    expect(combined.curves.map(({ steps }) => steps[0])).toEqual([3, 4]);
    expect(combined.workers).toBe(2);
  });
});
