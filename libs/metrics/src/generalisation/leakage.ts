import { gapOf, meanOf } from './gap.ts';
import type { GapRequest } from './gap.ts';

/** Runs are looked at by the dozen: one in two hundred may be suspected by chance, not one in forty. */
const level = 0.99;
/** A validation loss that is lower by less than this share of the training loss would change nobody's mind. */
const matters = 0.1;

export interface LeakageRequest extends Omit<GapRequest, 'level'> {
  /** 0–1 */
  trainAccuracy: number;
  validationAccuracy: number;
}

/**
 * A sentence when images that were not trained on are answered better than those that were, by more than the chance of
 * the split explains and by enough to matter; null when not. Both sides are looked at without dropout and augmentation,
 * the usual harmless reasons for it.
 */
export function leakageIn(request: LeakageRequest): string | null {
  const { trainLosses, validationLosses, trainAccuracy, validationAccuracy } = request;
  const gap = gapOf({ ...request, level });
  const train = meanOf(trainLosses);
  // A few answers that are confidently wrong move a loss: where more answers are wrong too, nothing has leaked.
  if (!(gap.high < 0 && gap.value < -matters * train && validationAccuracy >= trainAccuracy)) return null;
  const percent = Math.round((-100 * gap.value) / train);
  return (
    `Validation images are answered better than training images: their loss is ${meanOf(validationLosses).toFixed(3)} ` +
    `against ${train.toFixed(3)}, ${percent} % lower (difference ${gap.value.toFixed(3)}, 99 % interval ` +
    `${gap.low.toFixed(3)} to ${gap.high.toFixed(3)}), without dropout or augmentation. Look for training images among ` +
    'the validation images, and for a split that left the easy ones there.'
  );
}
