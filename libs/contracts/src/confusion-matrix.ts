import { z } from 'zod';

export const confusionMatrix = z
  .strictObject({
    /** Class names in the data set's order. */
    classes: z.array(z.string()).min(1),
    /** `counts[trueClass][predictedClass]`, absolute numbers of images. */
    counts: z.array(z.array(z.int().nonnegative())),
  })
  .refine(
    ({ classes, counts }) =>
      counts.length === classes.length && counts.every((row) => row.length === classes.length),
    'a confusion matrix needs as many rows and columns as classes',
  );

export type ConfusionMatrix = z.infer<typeof confusionMatrix>;
