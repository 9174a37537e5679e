import { sweepSpec } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { factorsInWords, varyingOf } from './varying.ts';

const parameters = {
  batchSize: { values: [16, 64] },
  optimizer: { values: ['sgd', 'adam'] },
  epochs: { value: 3 },
};

const sweep = (cases: object, rest: object = {}) =>
  sweepSpec.parse({ name: 'a', dataset: { path: 'b' }, parameters, cases, ...rest });

describe('a sweep with cases', () => {
  it('has them as a factor where each leaves the grid whole, else says what the grid is', () => {
    expect(factorsInWords(sweep({ a: {}, b: { dropout: 0.5 } }, { seeds: 3 }))).toBe(
      '2 cases × 2 batchSize × 2 optimizer × 3 seeds',
    );
    expect(factorsInWords(sweep({ a: {}, b: { batchSize: 8 } }, { seeds: 3 }))).toBe(
      '2 cases over 2 batchSize, 2 optimizer × 3 seeds',
    );
    expect(factorsInWords(sweep({ a: {} }, { parameters: { epochs: { value: 3 } } }))).toBe('1 case');
  });

  it('maps what all of them vary, and not what one of them changes', () => {
    const names = (cases: object) => varyingOf(sweep(cases), []).map(({ name }) => name);
    expect(names({ a: {}, b: { dropout: 0.5 } })).toEqual(['batchSize', 'optimizer']);
    expect(names({ a: {}, b: { batchSize: 8 } })).toEqual(['optimizer']);
  });
});
