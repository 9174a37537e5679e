import type { History } from '@tenbin/contracts';
import { createDetector } from '@tenbin/metrics';
import type { Answer } from './score.ts';

/** All that a detector may see of a training. */
export interface Seen {
  history: History;
  /** Pictures that each val_loss is a mean over. */
  validationImages: number;
  /** The loss of each of them at each epoch, where it was kept. */
  pictures: readonly ArrayLike<number>[] | null;
}

/** Reads a training epoch by epoch. */
export type Detect = (seen: Seen) => Answer;

/** Tenbin's own, by each picture where it is given; its first alarm counts even where it is taken back. */
export function tenbin({ history, validationImages, pictures }: Seen): Answer {
  const detector = createDetector({ validationImages });
  let alarm: { at: number; turn: number } | null = null;
  let answer: Answer = { overfit: false, onset: null, detectedAt: null };
  for (const at of history.val_loss.keys()) {
    const { state, evidence } = detector.push(
      {
        loss: history.loss[at],
        val_loss: history.val_loss[at],
        accuracy: history.accuracy[at],
        val_accuracy: history.val_accuracy[at],
      },
      pictures?.[at] ?? null,
    );
    const overfit = state === 'overfitting';
    const turn = (evidence['turnEpoch'] ?? 1) - 1;
    if (overfit) alarm ??= { at, turn };
    answer = {
      overfit,
      onset: overfit ? turn : null,
      detectedAt: alarm?.at ?? null,
      restore: alarm?.turn ?? null,
    };
  }
  return answer;
}

/** Tenbin's own, which is shown the curves alone. */
export function byCurves(seen: Seen): Answer {
  return tenbin({ ...seen, pictures: null });
}
