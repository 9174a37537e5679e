import { describe, expect, it } from 'vitest';
import { runRow } from '../../runs/run-row.fixture.ts';
import { bestValue } from './best-value.ts';
import { differencesOf } from './differences.ts';

describe('what differs between runs', () => {
  it('names the parameters that are not equal first, with a value for each run', () => {
    const base = runRow();
    const { momentum: _, ...adam } = {
      ...base.config.parameters,
      optimizer: 'adam' as const,
      learningRate: 0.001,
    };
    const other = runRow({ id: 2, config: { ...base.config, parameters: adam } });
    const differing = differencesOf([base, other]).filter(({ differs }) => differs);
    expect(differing).toEqual([
      { name: 'optimizer', values: ['momentum', 'adam'], differs: true },
      { name: 'learningRate', values: ['0.01', '0.001'], differs: true },
      { name: 'momentum', values: ['0.9', '–'], differs: true },
    ]);
  });
});

describe('the best value of a row', () => {
  it('is the highest or the lowest finite one', () => {
    expect(bestValue([0.4, NaN, 0.2, Infinity, null], 'low')).toBe(0.2);
    expect(bestValue([0.4, NaN, 0.2, Infinity, undefined], 'high')).toBe(0.4);
  });

  it('is none when there is nothing to compare', () => {
    expect(bestValue([0.4, null], 'low')).toBeNull();
  });
});
