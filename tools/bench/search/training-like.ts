import { numberIn } from './parameters.ts';
import type { Problem } from './problems.ts';

/** A made-up validation loss over floats, whole numbers, and choices, all of which always exist. */
export const mixed: Problem = {
  title: 'mixed space',
  parameters: [
    { name: 'learningRate', kind: 'float', low: 1e-5, high: 1, log: true },
    { name: 'batchSize', kind: 'choice', choices: [16, 32, 64, 128, 256] },
    { name: 'optimizer', kind: 'choice', choices: ['sgd', 'momentum', 'rmsprop', 'adam'] },
    { name: 'layers', kind: 'int', low: 1, high: 8, log: false },
    { name: 'width', kind: 'int', low: 16, high: 1024, log: true },
    { name: 'dropout', kind: 'float', low: 0, high: 0.8, log: false },
    { name: 'weightDecay', kind: 'float', low: 1e-6, high: 1e-1, log: true },
    { name: 'augmentation', kind: 'choice', choices: ['none', 'flip', 'flip-shift'] },
  ],
  value(setting) {
    const number = (name: string): number => numberIn(setting, name);
    const [optimum, floor] = optimizers[String(setting.optimizer)] ?? [0, 0];
    // The best rate rises with the square root of the batch.
    const best = optimum + 0.5 * Math.log10(number('batchSize') / 64);
    const wide = Math.log2(number('width') / 192);
    return (
      floor +
      0.25 * (Math.log10(number('learningRate')) - best) ** 2 +
      0.04 * Math.abs(Math.log2(number('batchSize') / 32)) +
      0.03 * (number('layers') - 5) ** 2 +
      0.06 * wide ** 2 +
      // Wide networks want more dropout.
      2 * (number('dropout') - 0.3 - 0.1 * wide) ** 2 +
      0.05 * (Math.log10(number('weightDecay')) + 3.5) ** 2 +
      (augmentations[String(setting.augmentation)] ?? 0)
    );
  },
};

/** The same with optimizers and schedules that have parameters of their own. */
export const conditional: Problem = {
  title: 'conditional space',
  parameters: [
    { name: 'optimizer', kind: 'choice', choices: ['sgd', 'momentum', 'rmsprop', 'adam'] },
    { name: 'momentum', kind: 'float', low: 0.5, high: 0.99, log: false, when: { optimizer: ['momentum'] } },
    { name: 'decay', kind: 'float', low: 0.5, high: 0.999, log: false, when: { optimizer: ['rmsprop', 'adam'] } },
    { name: 'weightDecay', kind: 'float', low: 1e-6, high: 1e-1, log: true, when: { optimizer: ['adam'] } },
    { name: 'learningRate', kind: 'float', low: 1e-5, high: 1, log: true },
    { name: 'batchSize', kind: 'choice', choices: [16, 32, 64, 128, 256] },
    { name: 'schedule', kind: 'choice', choices: ['constant', 'step', 'cosine'] },
    { name: 'decayRate', kind: 'float', low: 0.05, high: 0.95, log: false, when: { schedule: ['step'] } },
    { name: 'decayEpochs', kind: 'int', low: 1, high: 20, log: false, when: { schedule: ['step'] } },
    { name: 'warmupEpochs', kind: 'int', low: 0, high: 10, log: false, when: { schedule: ['cosine'] } },
  ], // prettier-ignore
  value(setting) {
    const number = (name: string): number => numberIn(setting, name);
    const { optimizer, schedule } = setting;
    const [optimum, floor] = optimizers[String(optimizer)] ?? [0, 0];
    const best = optimum + 0.5 * Math.log10(number('batchSize') / 64);
    let loss =
      floor +
      0.25 * (Math.log10(number('learningRate')) - best) ** 2 +
      0.04 * Math.abs(Math.log2(number('batchSize') / 32));
    if (optimizer === 'momentum') loss += 4 * (number('momentum') - 0.9) ** 2;
    if (optimizer === 'rmsprop' || optimizer === 'adam') loss += 3 * (number('decay') - 0.95) ** 2;
    if (optimizer === 'adam') loss += 0.05 * (Math.log10(number('weightDecay')) + 3) ** 2;
    if (schedule === 'constant') loss += 0.2;
    if (schedule === 'step') {
      loss += 0.08 + 0.8 * (number('decayRate') - 0.5) ** 2 + 0.004 * (number('decayEpochs') - 8) ** 2;
    }
    if (schedule === 'cosine') loss += 0.01 * (number('warmupEpochs') - 3) ** 2;
    return loss;
  },
};

/** log10 of the best learning rate at a batch of 64, and what is left of the loss there. */
const optimizers: Record<string, [optimum: number, floor: number]> = {
  sgd: [-1, 0.35],
  momentum: [-1.8, 0.25],
  rmsprop: [-3.2, 0.3],
  adam: [-2.9, 0.2],
};

const augmentations: Record<string, number> = { none: 0.25, flip: 0.1, 'flip-shift': 0 };
