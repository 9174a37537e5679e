import type { Interval } from '@tenbin/contracts';
import type { ParameterEffect } from '@tenbin/metrics';
import { metric, signed } from '../format/number.ts';

/** What the runs with a value are compared by. */
export type Measure = 'rate' | 'gap' | 'accuracy';
type EffectValue = ParameterEffect['values'][number];

/** A row of a measure, in percent of the width that it is drawn in. */
export interface MeasureRow {
  value: EffectValue['value'];
  /** 0–100; null where there is nothing to draw. */
  at: number | null;
  low: number;
  high: number;
  /** Said at the right: `11` and `of 12`. */
  figure: string;
  note: string;
  /** The row in words. */
  sentence: string;
}

/** The figures of each value of a parameter, on one scale: rates from 0 to 1, others over all the effects given. */
export function rowsOf(effect: ParameterEffect, measure: Measure, range: Range): MeasureRow[] {
  const place = (value: number) =>
    Math.min(100, Math.max(0, (100 * (value - range.low)) / (range.high - range.low || 1)));
  return ordered(effect.values).map((each) => {
    const { value, low, high } = each[measure];
    const [figure, note] = wordsOf(each, measure);
    return {
      value: each.value,
      at: Number.isFinite(value) ? place(value) : null,
      low: Number.isFinite(low) ? place(low) : place(value),
      high: Number.isFinite(high) ? place(high) : place(value),
      figure,
      note,
      sentence: `${figure} ${note}`,
    };
  });
}

export interface Range {
  low: number;
  high: number;
}

/** The range that all values of these effects fit in. */
export function rangeOf(effects: readonly ParameterEffect[], measure: Measure): Range {
  if (measure === 'rate') return { low: 0, high: 1 };
  const ends = effects
    .flatMap(({ values }) => values.map((each) => each[measure]))
    .flatMap(({ value, low, high }: Interval) => [value, ...(tooWide(value, low, high) ? [] : [low, high])])
    .filter((value) => Number.isFinite(value));
  if (ends.length === 0) return { low: 0, high: 1 };
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  return { low: measure === 'gap' ? Math.min(0, least) : least, high: most > least ? most : least + 1 };
}

/** Two runs give an interval that says nothing and would press everything else together. */
function tooWide(value: number, low: number, high: number): boolean {
  return high - low > 4 * Math.max(0.25, Math.abs(value));
}

/** Numbers ascending, words by their rate, the highest first; what has no use last. */
function ordered(values: readonly EffectValue[]): EffectValue[] {
  const numeric = values.every(({ value }) => value === null || typeof value === 'number');
  const key = ({ value, rate }: EffectValue) => {
    if (value === null) return Infinity;
    return numeric ? Number(value) : -rate.value;
  };
  return values.toSorted((a, b) => key(a) - key(b));
}

function wordsOf({ runs, overfit, gap, accuracy }: EffectValue, measure: Measure): [string, string] {
  if (measure === 'rate') return [String(overfit), `of ${runs}`];
  return measure === 'gap'
    ? [signed(gap.value, 2), `${runs} runs`]
    : [metric(accuracy.value, 3), `${runs} runs`];
}
