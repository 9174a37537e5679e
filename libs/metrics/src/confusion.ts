import { AppError } from '@tenbin/contracts';
import type { ConfusionMatrix } from '@tenbin/contracts';

/** A matrix of `classes` that has counted nothing yet. */
export function emptyMatrix(classes: string[]): ConfusionMatrix {
  return { classes, counts: classes.map(() => classes.map(() => 0)) };
}

/**
 * Counts one prediction in `matrix`, in place.
 * @param trueClass index into `matrix.classes`
 * @param predictedClass index into `matrix.classes`
 * @throws AppError `bad_input` for an index that is no class
 */
export function countPrediction(matrix: ConfusionMatrix, trueClass: number, predictedClass: number): void {
  const row = matrix.counts[trueClass];
  const count = row?.[predictedClass];
  if (row === undefined || count === undefined) {
    throw new AppError({
      code: 'bad_input',
      message: `class ${trueClass} predicted as ${predictedClass}, of ${matrix.classes.length} classes`,
      hint: 'A class is an index from 0 into the names of the matrix.',
    });
  }
  row[predictedClass] = count + 1;
}

/** Scores of one class. NaN where the definition divides by zero, as for a class that was never predicted. */
export interface ClassScores {
  name: string;
  /** Images that truly are of this class. */
  support: number;
  precision: number;
  recall: number;
  /** Harmonic mean of precision and recall; 0 when both are 0. */
  f1: number;
}

export interface Scores {
  total: number;
  /** Share of images whose class was predicted rightly, 0–1; NaN without an image. */
  accuracy: number;
  perClass: ClassScores[];
  /** Unweighted means over the classes; a class with an undefined score counts as 0, as in scikit-learn. */
  macro: { precision: number; recall: number; f1: number };
}

/** Accuracy, and precision, recall and F1 of each class taken as the positive one (scikit-learn's definitions). */
export function scoresOf({ classes, counts }: ConfusionMatrix): Scores {
  const at = (row: number, column: number) => counts[row]?.[column] ?? 0;
  const sum = (terms: number[]) => terms.reduce((total, term) => total + term, 0);
  const perClass = classes.map((name, index): ClassScores => {
    const hits = at(index, index);
    const support = sum(classes.map((_, column) => at(index, column)));
    const predicted = sum(classes.map((_, row) => at(row, index)));
    const f1 = support + predicted === 0 ? NaN : (2 * hits) / (support + predicted);
    return { name, support, precision: hits / predicted, recall: hits / support, f1 };
  });
  const total = sum(perClass.map(({ support }) => support));
  const macro = (score: 'precision' | 'recall' | 'f1') =>
    sum(perClass.map((scores) => scores[score] || 0)) / classes.length;
  return {
    total,
    accuracy: sum(classes.map((_, index) => at(index, index))) / total,
    perClass,
    macro: { precision: macro('precision'), recall: macro('recall'), f1: macro('f1') },
  };
}
