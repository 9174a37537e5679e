import type { Verdict, VerdictState } from '@tenbin/contracts';
import { createDetector, judge } from '@tenbin/metrics';
import type { EpochValues } from '@tenbin/metrics';
import type { FoundHistory } from './source.ts';

/** What is printed of a history. Epochs count from 0 here, as in Keras's logs; in `reasons` from 1, as in Tenbin. */
export interface VerdictLine {
  id: string | number;
  overfit: boolean;
  state: VerdictState;
  /** The last good epoch, whose weights one would restore; null when it does not overfit. */
  onset: number | null;
  /** First epoch at which that could be known, from the epochs up to it alone; null when it does not overfit. */
  detected_at: number | null;
  /** Epoch of the lowest val_loss. */
  best_epoch: number | null;
  reasons: string[];
}

export function verdictLine({ id, epochs, validationImages }: FoundHistory): VerdictLine {
  const { state, evidence, detectedAtEpoch, bestEpoch, reasons } = verdictOn(epochs, validationImages);
  const overfit = state === 'overfitting';
  return {
    id,
    overfit,
    state,
    onset: overfit ? fromZero(evidence['turnEpoch']) : null,
    detected_at: overfit ? fromZero(detectedAtEpoch) : null,
    best_epoch: fromZero(bestEpoch),
    reasons,
  };
}

/** Epoch by epoch, as a run is watched: unlike a `History`, this keeps what was not measured from what is no number. */
function verdictOn(epochs: readonly EpochValues[], validationImages: number | null): Verdict {
  const detector = createDetector({ validationImages: validationImages ?? undefined });
  let verdict = judge({});
  for (const values of epochs) verdict = detector.push(values);
  return verdict;
}

function fromZero(epoch: number | null = null): number | null {
  return epoch === null || !Number.isFinite(epoch) ? null : epoch - 1;
}
