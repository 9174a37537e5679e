import { expect, test } from 'vitest';
import { median, rowOf } from './benchmark.ts';
import { tableOf } from './table.ts';

test('the median of rounds is the one in the middle, or between the two there', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeUndefined();
});

test('a peer that is missing has no ratio, and without a figure of ours there is no row', () => {
  expect(rowOf('speed', 'images/s', [200, 100])).toEqual([
    { what: 'speed', ours: 200, peer: 100, unit: 'images/s', ratio: 2 },
  ]);
  expect(rowOf('speed', 'images/s', [200, undefined])).toMatchObject([{ peer: 'missing', ratio: null }]);
  expect(rowOf('start', 's', [2, null])).toMatchObject([{ peer: null, ratio: null }]);
  expect(rowOf('speed', 'images/s', [undefined, 100])).toEqual([]);
});

test('a table has its numbers to the right, with three digits that count', () => {
  const rows = [
    ...rowOf('vgg', 'images/s', [2483.4, 2201]),
    ...rowOf('loss', 'nats', [0.45678, undefined]),
    ...rowOf('start', 's', [1.5, null]),
  ];
  expect(tableOf(rows).split('\n')).toEqual([
    'what    ours     peer  unit       ratio',
    'vgg     2483     2201  images/s  1.13 ×',
    'loss   0.457  missing  nats           –',
    'start   1.50        –  s              –',
  ]);
});
