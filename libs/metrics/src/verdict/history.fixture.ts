import type { History } from '@tenbin/contracts';

/** A history whose accuracies do not matter. */
export function history(loss: number[], valLoss: number[]): History {
  return { loss, val_loss: valLoss, accuracy: loss.map(() => 0.5), val_accuracy: valLoss.map(() => 0.5) };
}
