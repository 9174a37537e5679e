import { expect, test } from 'vitest';
import type { Table } from './forest.ts';
import { bestSplit } from './split.ts';

/** Four rows of each of four levels; the target is that of the level. */
function table(ordered: boolean, targets: readonly number[]): Table {
  const levels = targets.flatMap((_, level) => [level, level, level, level]);
  return {
    codes: [Uint8Array.from(levels)],
    columns: [{ size: targets.length, ordered }],
    target: Float64Array.from(levels, (level) => targets[level] ?? 0),
  };
}

const request = { columns: [0], leastRows: 2, box: [Uint8Array.of(1, 1, 1, 1)] };
const all = Int32Array.from({ length: 16 }, (_, row) => row);

test('words part by what they do, whatever their order', () => {
  const split = bestSplit(table(false, [5, 0, 5, 0]), { ...request, sample: all });
  expect([split?.goesLeft, split?.goesRight]).toEqual([Uint8Array.of(0, 1, 0, 1), Uint8Array.of(1, 0, 1, 0)]);
});

test('numbers part at one place', () => {
  // Leaves 8 × 2.5² unexplained; to cut after the third would leave 8 × 1.67² + 4 × 3.33².
  const split = bestSplit(table(true, [5, 5, 0, 5]), { ...request, sample: all });
  expect(split?.goesLeft).toEqual(Uint8Array.of(1, 1, 0, 0));
});

test('a number that the sample lacks goes where its place is, a word with the many', () => {
  const some = all.filter((row) => row < 8 || row >= 12);
  const numbers = bestSplit(table(true, [1, 1, 9, 7]), { ...request, sample: some });
  expect(numbers?.goesRight).toEqual(Uint8Array.of(0, 0, 1, 1));
  const words = bestSplit(table(false, [1, 1, 9, 7]), { ...request, sample: some });
  expect(words?.goesLeft).toEqual(Uint8Array.of(1, 1, 1, 0));
});

test('nothing is parted into sides that are too small, or that are equal', () => {
  expect(bestSplit(table(true, [1, 1, 1, 1]), { ...request, sample: all })).toBeNull();
  expect(bestSplit(table(true, [0, 0, 0, 9]), { ...request, sample: all, leastRows: 9 })).toBeNull();
});
