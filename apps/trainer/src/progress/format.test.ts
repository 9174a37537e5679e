import { expect, test } from 'vitest';
import { barOf, formatBytes, formatFlops, formatLoss, formatSeconds, formatShare } from './format.ts';

test('a loss of any size takes six characters at the most', () => {
  const values = [0, 0.01321, 1.5, 12.3456, 123.456, 99_999, 123_456, 3.1e-7, -0.5, NaN, Infinity];
  expect(values.map(formatLoss)).toEqual([
    '0.0000',
    '0.0132',
    '1.5000',
    '12.346',
    '123.46',
    '99999',
    '1.2e+5',
    '3.1e-7',
    '-0.5000',
    'NaN',
    '∞',
  ]);
});

test('seconds are said in the two largest units', () => {
  expect([8.4, 59.7, 80, 3599.6, 11_100, NaN].map(formatSeconds)).toEqual([
    '8s',
    '1m 00s',
    '1m 20s',
    '1h 00m',
    '3h 05m',
    '',
  ]);
});

test('a share is per cent, and what is no number says so', () => {
  expect([0.8123, 1, NaN].map(formatShare)).toEqual(['81.2%', '100.0%', 'NaN']);
});

test.for([-1, 0, 0.34, 1, 7])('a bar has its width at a share of %d', (share) => {
  const { done, rest } = barOf(share, 10);
  expect((done + rest).length).toBe(10);
});

test('bytes and operations have the unit that suits their size', () => {
  expect([5e6, 536_870_912, 2.6 * 1024 ** 3, 1204 * 1024 ** 3].map(formatBytes)).toEqual([
    '5 MiB',
    '512 MiB',
    '2.60 GiB',
    '1,204 GiB',
  ]);
  expect([863_800, 30.96e9].map(formatFlops)).toEqual(['0.86 MFLOPs', '30.96 GFLOPs']);
});
