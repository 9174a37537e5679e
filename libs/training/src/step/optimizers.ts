import type { OptimizerName } from '@tenbin/contracts';
import { adagrad, adam, rmsprop } from './adaptive.ts';
import { lion, momentum, nesterov, sgd } from './descent.ts';
import { eve } from './eve.ts';
import type { Optimizer } from './optimizer.ts';

/**
 * Every optimizer that a sweep can name, with the rules and constants of Keras 3 (Eve's are its paper's). They are
 * written out and not taken from tfjs, whose momentum keeps the rate outside the velocity and whose state cannot be
 * read at once.
 */
export const optimizers = {
  sgd,
  momentum,
  nesterov,
  adagrad,
  rmsprop,
  adam,
  adamw: {
    ...adam,
    summary:
      'AdamW (Loshchilov & Hutter 2019): w ← w − α λ w, then Adam, λ = 0.004 unless weightDecay says else',
  },
  eve,
  lion,
} satisfies Record<OptimizerName, Optimizer>;
