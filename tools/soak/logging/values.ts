/** What a program of the soak logs at a step: numbers that nobody but that step has. */
export function valuesAt(step: number): Record<string, number> {
  return { loss: 1 / step, val_loss: Math.sin(step), accuracy: step / 3, val_accuracy: -step };
}
