import type { DatasetFacts } from '@tenbin/contracts';

/** Images of one class, in all and by side of the split. */
export interface ClassCount {
  name: string;
  images: number;
  train: number;
  validation: number;
  test: number;
}

/** The counts of a data set as rows, in the order of its classes. */
export function classCounts({
  classes,
  trainCounts,
  validationCounts,
  testCounts,
}: DatasetFacts): ClassCount[] {
  return classes.map((name, label) => {
    const [train, validation, test] = [
      trainCounts[label] ?? 0,
      validationCounts[label] ?? 0,
      testCounts[label] ?? 0,
    ];
    return { name, images: train + validation + test, train, validation, test };
  });
}
