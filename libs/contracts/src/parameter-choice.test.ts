import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { boundsOf, countOf, isCountable, parameterChoices, valuesOf, varies } from './parameter-choice.ts';
import type { RangeChoice } from './parameter-choice.ts';

const choices = z.strictObject(parameterChoices);

/** The sentence by which a choice is refused; null for one that is taken. */
function refusal(choice: object): string | null {
  return choices.safeParse(choice).error?.issues[0]?.message ?? null;
}

describe('a choice', () => {
  it('is a list, however one value was written, or a range that is linear unless it says otherwise', () => {
    expect(choices.parse({ epochs: { value: 3 }, model: { values: ['mlp', 'zfnet'] } })).toEqual({
      epochs: { values: [3] },
      model: { values: ['mlp', 'zfnet'] },
    });
    expect(choices.parse({ dropout: { min: 0, max: 0.5 } }).dropout).toEqual({
      min: 0,
      max: 0.5,
      scale: 'linear',
    });
    const rate = { min: 1e-4, max: 0.1, scale: 'log', when: { optimizer: ['adam', 'sgd'] } };
    expect(choices.parse({ learningRate: rate }).learningRate).toEqual(rate);
  });

  it('keeps to the bounds of its own parameter at both ends', () => {
    expect(refusal({ dropout: { min: 0, max: 1 } })).toContain('<1');
    expect(refusal({ learningRate: { min: 0, max: 1 } })).toContain('>0');
    expect(refusal({ batchSize: { min: 1, max: 65_537 } })).toContain('<=65536');
    expect(refusal({ perspective: { min: 0, max: 0.5 } })).toBeNull();
  });

  it('may have steps on a log scale, which begins above 0', () => {
    expect(refusal({ batchSize: { min: 8, max: 256, step: 8, scale: 'log' } })).toBeNull();
    expect(refusal({ dropout: { min: 0, max: 0.5, scale: 'log' } })).toBe(
      'is 0, and a log scale begins above 0',
    );
  });

  it('varies unless it has one value only, and is told by its ends', () => {
    const range: RangeChoice = { min: 1, max: 4, scale: 'linear' };
    expect([{ values: [1] }, { values: [1, 2] }, range].map(varies)).toEqual([false, true, true]);
    expect(boundsOf(range)).toEqual([1, 4]);
    expect(boundsOf({ values: ['a', 'b', 'c'] })).toEqual(['a', 'b', 'c']);
    expect(boundsOf({ ...range, step: 2 })).toEqual([1, 3]);
    expect(boundsOf({ min: 16, max: 70, step: 16, scale: 'log' })).toEqual([16, 64]);
  });

  it('runs no further than numbers reach', () => {
    expect(refusal({ lowerBound: { min: -1e308, max: 1.7e308 } })).toBe(
      'runs from -1e+308 to 1.7e+308, further than numbers reach',
    );
    expect(refusal({ lowerBound: { min: 0, max: 1.7e308, step: 1e308 } })).toContain('further than numbers');
    expect(refusal({ lowerBound: { min: -8e307, max: 8e307 } })).toBeNull();
  });

  it('has steps that leave no two values the same', () => {
    expect(refusal({ dropout: { min: 0.5, max: 0.6, step: 1e-13 } })).toContain(
      'is 1e-13, too small to tell 0.6 from the value before it',
    );
    expect(refusal({ dropout: { min: 0, max: 1e-9, step: 1e-13 } })).toBeNull();
  });
});

describe('the values of a countable choice', () => {
  it('are written as people write them', () => {
    expect(valuesOf({ min: 0.1, max: 0.7, step: 0.1, scale: 'linear' })).toEqual([
      0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7,
    ]);
    expect(valuesOf({ min: 16, max: 60, step: 16, scale: 'linear' })).toEqual([16, 32, 48]);
    expect(isCountable({ min: 0, max: 1, scale: 'linear' })).toBe(false);
    expect(() => valuesOf({ min: 0, max: 1, scale: 'linear' })).toThrow(TypeError);
  });

  it('rise from min on and stay within the range, however many digits its ends have', () => {
    const ends = fc.tuple(fc.double({ min: 0, max: 0.99 }), fc.double({ min: 0, max: 0.99 }));
    fc.assert(
      fc.property(ends, fc.integer({ min: 1, max: 30 }), (numbers, steps) => {
        const [min, max] = [Math.min(...numbers), Math.max(...numbers)];
        const step = (max - min) / steps;
        fc.pre(refusal({ dropout: { min, max, step } }) === null);
        const values = valuesOf({ min, max, step, scale: 'linear' }).map(Number);
        expect(values[0]).toBeGreaterThanOrEqual(min);
        expect(values.at(-1)).toBeLessThanOrEqual(max);
        expect(values).toEqual([...new Set(values)].toSorted((a, b) => a - b));
      }),
    );
    const digits = {
      min: 0.123_456_789_012_4,
      max: 0.923_456_789_012_6,
      step: 0.8,
      scale: 'linear',
    } as const;
    expect(valuesOf(digits)).toEqual([digits.min, 0.923456789012]);
  });

  it('begin at min, rise by the step, and stay within the range', () => {
    const steps = fc.record({
      from: fc.integer({ min: -50, max: 50 }),
      count: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(steps, fc.constantFrom(0.001, 0.01, 0.1, 0.25, 1, 3), ({ from, count }, step) => {
        const min = Number((from * step).toPrecision(12));
        const max = Number(((from + count) * step).toPrecision(12));
        const range: RangeChoice & { step: number } = { min, max, step, scale: 'linear' };
        const values = valuesOf(range).map(Number);
        expect(values).toHaveLength(countOf(range));
        expect([values[0], values.at(-1)]).toEqual([min, max]);
      }),
    );
  });
});
