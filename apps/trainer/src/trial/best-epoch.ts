import { countPrediction, emptyMatrix } from '@tenbin/metrics';
import type { ConfusionMatrix } from '@tenbin/contracts';

/** An epoch's answers on the validation images, in the images' order. */
export interface EpochAnswers {
  epoch: number;
  val_loss: number;
  /** `[count]` the loss of each. */
  losses: Float32Array;
  /** `[count]` class indices. */
  predictions: Int32Array;
  /** `[count, classes]`, row by row. */
  probabilities: Float32Array;
}

/** The epoch of the lower val_loss, the earlier one of equals; a val_loss that is no number never wins. */
export function better<Epoch extends { val_loss: number }>(best: Epoch | null, next: Epoch): Epoch | null {
  if (!Number.isFinite(next.val_loss)) return best;
  return best === null || next.val_loss < best.val_loss ? next : best;
}

/** Answers against the truth: `labels` and `predictions` are class indices, one an image. */
export function confusionOf(
  classes: string[],
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
): ConfusionMatrix {
  const matrix = emptyMatrix(classes);
  for (let image = 0; image < labels.length; image += 1) {
    countPrediction(matrix, labels[image] ?? -1, predictions[image] ?? -1);
  }
  return matrix;
}
