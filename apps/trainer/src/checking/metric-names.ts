import type { EpochMetricKey } from '@tenbin/contracts';

/** The part of the data that a metric was measured on. */
export type Split = 'train' | 'validation';

const splits: ReadonlyMap<string, Split> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['val', 'validation'],
  ['valid', 'validation'],
  ['validation', 'validation'],
  ['eval', 'validation'],
]);
const quantities: ReadonlyMap<string, 'loss' | 'accuracy'> = new Map([
  ['loss', 'loss'],
  ['acc', 'accuracy'],
  ['accuracy', 'accuracy'],
]);
/** Words that change nothing: when it was written, and Keras's kinds of accuracy. */
const idle = new Set(['epoch', 'sparse', 'categorical', 'binary']);

/**
 * Which metric of an epoch a tag, column or key of another tool names, or null when it is something else:
 * `val_acc`, `Loss/validation`, `train_loss_epoch`; `epoch_loss` is of the split that its folder names.
 */
export function metricOf(name: string, folder: Split | null = null): EpochMetricKey | null {
  const { split = null, quantity = null } = readName(name) ?? {};
  if (quantity === null) return null;
  return (split ?? folder) === 'validation' ? `val_${quantity}` : quantity;
}

/** The split that a folder of logs is named after, as `validation` or `Loss_train`, or null. */
export function splitOf(folder: string): Split | null {
  return readName(folder)?.split ?? null;
}

/** Compares two names of the same metric: the one that is surely by epoch first, then the shorter. */
export function byFitness(a: string, b: string): number {
  const rank = (name: string) => (wordsOf(name).includes('epoch') ? 0 : 1);
  return rank(a) - rank(b) || a.length - b.length || (a < b ? -1 : 1);
}

function readName(name: string) {
  let split: Split | null = null;
  let quantity: 'loss' | 'accuracy' | null = null;
  for (const word of wordsOf(name)) {
    const [asSplit, asQuantity] = [splits.get(word), quantities.get(word)];
    if (asSplit !== undefined) split = asSplit;
    else if (asQuantity !== undefined) quantity = asQuantity;
    else if (!idle.has(word)) return null;
  }
  return { split, quantity };
}

function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
