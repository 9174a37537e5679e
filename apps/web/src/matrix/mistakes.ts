import type { ConfusionMatrix } from '@tenbin/contracts';
import { rate } from '../format/number.ts';

/** The pair of classes that is confused most, both ways counted, and the number of all mistakes. */
export function mistakesOf({ classes, counts }: ConfusionMatrix) {
  const at = (row: number, column: number) => counts[row]?.[column] ?? 0;
  const pairs = classes.flatMap((first, row) =>
    classes.slice(row + 1).map((second, offset) => {
      const column = row + 1 + offset;
      return { first, second, count: at(row, column) + at(column, row) };
    }),
  );
  return {
    total: pairs.reduce((sum, { count }) => sum + count, 0),
    worst: pairs.toSorted((a, b) => b.count - a.count)[0] ?? null,
  };
}

/** "cat and dog are confused 71 times, 54 % of all mistakes." */
export function mistakesInWords(matrix: ConfusionMatrix): string {
  const { total, worst } = mistakesOf(matrix);
  if (total === 0 || !worst) return 'Every picture was predicted rightly.';
  const times = worst.count === 1 ? 'once' : `${worst.count} times`;
  return `${worst.first} and ${worst.second} are confused ${times}, ${rate(worst.count / total)} of all mistakes.`;
}
