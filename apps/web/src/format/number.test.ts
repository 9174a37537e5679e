import { bytes, short } from './number.ts';
import { describe, expect, it } from 'vitest';
import { counted, figure, meanStd, metric, rate, signed } from './number.ts';

describe('numbers', () => {
  it.each([
    [0.40951, '0.4095'],
    [0, '0.0000'],
    [-0.02, '−0.0200'],
    [1203.7, '1,204'],
    [3.2e9, '3.2e9'],
    [NaN, 'NaN'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
    [null, '–'],
  ])('show the loss %d as %s', (value, text) => {
    expect(metric(value)).toBe(text);
  });

  it.each([
    [0.001, '0.001'],
    [5e-4, '5e-4'],
    [1.5e-4, '1.5e-4'],
    [0.12345, '0.1235'],
    [12_500, '12,500'],
    [64, '64'],
    [0, '0'],
  ])('show the figure %d as %s', (value, text) => {
    expect(figure(value)).toBe(text);
  });

  it('always sign differences', () => {
    expect([signed(0.8139), signed(-0.02, 2), signed(0), signed(Infinity), signed(NaN)]).toEqual([
      '+0.814',
      '−0.02',
      '+0.000',
      '+∞',
      'NaN',
    ]);
  });

  it('show a spread without its leading zero', () => {
    expect(meanStd(0.8849, 0.0131)).toEqual({ mean: '0.885', std: '± .013' });
    expect(meanStd(0.8849, NaN).std).toBe('');
  });

  it('show rates in whole percent and counts with their noun', () => {
    expect([rate(0.545), rate(NaN), counted(1, 'run'), counted(10_000, 'run')]).toEqual([
      '55 %',
      '–',
      '1 run',
      '10,000 runs',
    ]);
  });
});

describe('large figures', () => {
  it('of bytes stand in MiB and GiB', () => {
    expect([399_161_520, 2.6 * 2 ** 30, 206_744_040_752].map(bytes)).toEqual([
      '381 MiB',
      '2.60 GiB',
      '193 GiB',
    ]);
  });

  it('of anything else are cut to three digits and a letter', () => {
    expect([12, 590_371, 138_357_544, 1.55e10, 3e12].map(short)).toEqual([
      '12',
      '590 k',
      '138 M',
      '15.5 G',
      '3 T',
    ]);
  });
});
