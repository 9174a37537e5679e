import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapOf, mergeCurves, noCurves, valueAt, nearest } from './curves.ts';

const curve = (steps: number[], values: number[], key = 'val_loss') => ({ runId: 1, key, steps, values });

describe('curves', () => {
  it('grow by the points that arrive, whichever metric comes first', () => {
    const first = mergeCurves(noCurves, [curve([1, 2], [0.9, 0.7]), curve([1], [0.8], 'loss')]);
    const second = mergeCurves(first, [curve([2], [0.6], 'loss'), curve([3], [NaN])]);
    expect(second.val_loss).toEqual({ steps: [1, 2, 3], values: [0.9, 0.7, NaN] });
    expect(second.loss).toEqual({ steps: [1, 2], values: [0.8, 0.6] });
  });

  it('are the same when points come twice or late', () => {
    const whole = mergeCurves(noCurves, [curve([1, 2, 4], [1, 2, 4])]);
    expect(mergeCurves(whole, [curve([3, 4], [3, 4])]).val_loss).toEqual({
      steps: [1, 2, 3, 4],
      values: [1, 2, 3, 4],
    });
    expect(mergeCurves(whole, [curve([2, 4], [2, 4])]).val_loss).toEqual(whole.val_loss);
  });

  it('begin anew with a run that is tried again', () => {
    const crashed = mergeCurves(noCurves, [curve([1, 2, 3], [9, 9, 9])]);
    expect(mergeCurves(crashed, [curve([1], [0.9])]).val_loss).toEqual({ steps: [1], values: [0.9] });
  });

  it('leave out metrics that are not those of an epoch', () => {
    expect(mergeCurves(noCurves, [curve([1], [1], 'batch/loss')])).toEqual(noCurves);
  });

  it('have a gap where both losses are known', () => {
    const curves = mergeCurves(noCurves, [
      curve([1, 2, 3], [0.9, 0.75, 0.8]),
      curve([1, 2], [0.5, 0.25], 'loss'),
    ]);
    expect(gapOf(curves)).toEqual({ steps: [1, 2], values: [0.4, 0.5] });
    expect([valueAt(curves.loss, 2), valueAt(curves.loss, 3)]).toEqual([0.25, null]);
  });
});

describe('the point that stands for a step', () => {
  it('is that step where it is there, and nothing where a step was left out', () => {
    expect([1, 2, 3, 4, 5, 6].map((step) => nearest([1, 2, 5], step))).toEqual([0, 1, -1, -1, 2, -1]);
    expect(nearest([], 1)).toBe(-1);
    expect([nearest([7], 7), nearest([7], 8)]).toEqual([0, -1]);
  });

  it('of a thinned curve is the one that is nearest, up to its ends', () => {
    const steps = [10, 20, 30];
    expect([4, 5, 14, 16, 26, 35, 36].map((step) => nearest(steps, step))).toEqual([-1, 0, 0, 1, 2, 2, -1]);
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(1000), { minLength: 2 }), fc.nat(1000), (all, step) => {
        const sorted = all.toSorted((a, b) => a - b);
        const found = nearest(sorted, step);
        const least = Math.min(...sorted.map((each) => Math.abs(each - step)));
        const far = Math.abs((sorted[found] ?? NaN) - step);
        expect(least === 0 ? far === 0 : found === -1 || far === least).toBe(true);
      }),
    );
  });
});
