import type { ParameterEffect } from '@tenbin/metrics';
import { describe, expect, it } from 'vitest';
import { rangeOf, rowsOf } from './measures.ts';

const value = (
  of: string | number | null,
  overfit: number,
  gap: number,
): ParameterEffect['values'][number] => ({
  value: of,
  runs: 4,
  overfit,
  rate: { value: overfit / 4, low: overfit / 8, high: Math.min(1, overfit / 3) },
  gap: { value: gap, low: gap - 0.1, high: gap + 0.1 },
  accuracy: { value: 0.8, low: 0.7, high: 0.9 },
  seconds: 3,
});

const optimizer: ParameterEffect = {
  name: 'optimizer',
  share: 0.5,
  values: [value('sgd', 0, 0.1), value('adam', 3, 0.9), value(null, 1, 0.2)],
};
const batchSize: ParameterEffect = {
  name: 'batchSize',
  share: null,
  values: [value(128, 1, 0.3), value(16, 2, 0.5)],
};

describe('the effects of a parameter', () => {
  it('are listed by rate, numbers in their order, and what has no use last', () => {
    const of = (effect: ParameterEffect) =>
      rowsOf(effect, 'rate', { low: 0, high: 1 }).map((row) => row.value);
    expect(of(optimizer)).toEqual(['adam', 'sgd', null]);
    expect(of(batchSize)).toEqual([16, 128]);
  });

  it('say how many of how many, with the interval in percent of the width', () => {
    const [adam] = rowsOf(optimizer, 'rate', { low: 0, high: 1 });
    expect(adam).toMatchObject({ figure: '3', note: 'of 4', at: 75, low: 37.5, high: 100 });
  });

  it('share one scale of gaps, which begins at 0 and is not stretched by an interval that says nothing', () => {
    const range = rangeOf([optimizer, batchSize], 'gap');
    expect(range.low).toBe(0);
    expect(range.high).toBeCloseTo(1);
    const odd = { ...value(64, 0, 0.2), gap: { value: 0.2, low: -40, high: 40 } };
    expect(rangeOf([{ ...batchSize, values: [odd, value(16, 0, 0.5)] }], 'gap').high).toBeCloseTo(0.6);
  });

  it('draw nothing where nothing is known', () => {
    const none = { ...value('eve', 0, NaN), gap: { value: NaN, low: NaN, high: NaN } };
    expect(rowsOf({ ...optimizer, values: [none] }, 'gap', { low: 0, high: 1 })[0]?.at).toBeNull();
  });
});
