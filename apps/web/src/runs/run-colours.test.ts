import { describe, expect, it } from 'vitest';
import { assignPaints, cssColour, firstShown } from './run-colours.ts';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('the colours of runs', () => {
  it('go to shown runs in order', () => {
    const paints = assignPaints(new Map(), [7, 3, 9]);
    expect([...paints].map(([id, { colour }]) => [id, colour])).toEqual([
      [7, 0],
      [3, 1],
      [9, 2],
    ]);
  });

  it('stay with a run while it is shown, and a new run takes the first that is free', () => {
    const before = assignPaints(new Map(), [1, 2, 3]);
    const after = assignPaints(before, [4, 3, 1]);
    expect(after.get(3)).toEqual(before.get(3));
    expect(after.get(1)).toEqual(before.get(1));
    expect(after.get(4)).toEqual(before.get(2));
  });

  it('are all different for 12 runs, and come again dashed from the 13th on', () => {
    const paints = [...assignPaints(new Map(), range(1, 14)).values()];
    expect(new Set(paints.slice(0, 12).map(({ colour }) => colour)).size).toBe(12);
    expect(paints.map(({ dashed }) => dashed)).toEqual([...range(1, 12).map(() => false), true, true]);
    expect(paints[12]?.colour).toBe(0);
  });

  it('are grey for a run that is not shown', () => {
    expect([cssColour(undefined), cssColour({ colour: 0, dashed: false })]).toEqual([
      'var(--train)',
      'var(--c1)',
    ]);
  });
});

describe('the runs that are shown at first', () => {
  it('are the first six', () => {
    expect(firstShown([], range(1, 9))).toEqual(range(1, 6));
  });

  it('stay when the list sorts itself anew, save those that are gone', () => {
    expect(firstShown([1, 2, 3, 4, 5, 6], [9, 8, 6, 5, 4, 3, 2])).toEqual([2, 3, 4, 5, 6, 9]);
  });
});
