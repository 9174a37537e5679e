import { readHistories } from './curves/histories.ts';
import type { Seen } from './detect.ts';
import type { Case } from './score.ts';

/** The histories that the model of the curves is fitted to, as a detector and as the scorer see them. */
export async function fittedTrainings(): Promise<{ cases: Case[]; seen: Seen[] }> {
  const histories = await readHistories();
  return {
    cases: histories.map(({ label, truth }) => ({ label, testLoss: truth.test_loss.map(numberOf) })),
    seen: histories.map(({ epochs, meta }) => ({
      history: {
        loss: epochs.map(({ loss }) => numberOf(loss)),
        accuracy: epochs.map(({ accuracy }) => numberOf(accuracy)),
        val_loss: epochs.map((epoch) => numberOf(epoch.val_loss)),
        val_accuracy: epochs.map((epoch) => numberOf(epoch.val_accuracy)),
      },
      validationImages: meta.n_val,
      pictures: null,
    })),
  };
}

function numberOf(value: number | null): number {
  return value ?? NaN;
}
