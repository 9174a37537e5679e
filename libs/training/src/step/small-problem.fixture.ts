import type { TrialParameters } from '@tenbin/contracts';
import * as tf from '@tensorflow/tfjs';
import { decayed, prepareGradients } from './around-update.ts';
import type { Optimizer } from './optimizer.ts';
import { optimizers } from './optimizers.ts';
import { tensorArithmetic as math } from './tensor-arithmetic.ts';

export interface SmallStep {
  /** Gradient of the loss. */
  kernel: number[];
  bias: number[];
  loss: number;
  learningRate: number;
}

/** A kernel and a bias under the optimizer of `parameters`, with all that goes around its rule. */
export function startProblem(
  parameters: TrialParameters,
  initial: { kernel: number[]; bias: number[] },
): { take(step: SmallStep): { norm: number; scalars: number[]; weights: number[] } } {
  const optimizer: Optimizer = optimizers[parameters.optimizer];
  const { momentum = 0, lowerBound = 0, weightDecay } = parameters;
  const settings = { momentum, lowerBound };
  let scalars: tf.Tensor[] = optimizer.scalars.map((slot) => tf.scalar(slot.initial));
  let held = [initial.kernel, initial.bias].map((values): { weight: tf.Tensor; slots: tf.Tensor[] } => ({
    weight: tf.tensor1d(values),
    slots: optimizer.slots.map((slot) => tf.tensor1d(values.map(() => slot.initial))),
  }));
  let step = 0;

  return {
    take({ kernel, bias, loss, learningRate }) {
      step += 1;
      const gradientsOfLoss = [kernel, bias].map((values) => tf.tensor1d(values));
      const graded = held.map(({ weight }, at) => ({
        weight,
        gradient: gradientsOfLoss[at] ?? tf.tensor1d([]),
        penalized: at === 0,
      }));
      const { gradients, norm } = prepareGradients(math, graded, parameters);
      const first = tf.scalar(Number(step === 1));
      scalars = optimizer.observe(math, { loss: tf.scalar(loss), scalars, first, settings });
      const rate = tf.scalar(optimizer.rate(learningRate, step));
      held = held.map(({ weight, slots }, at) =>
        optimizer.update(math, {
          weight: decayed(math, { weight, weightDecay, learningRate: tf.scalar(learningRate) }),
          gradient: gradients[at] ?? tf.tensor1d([]),
          slots,
          scalars,
          rate,
          settings,
        }),
      );
      return {
        norm: Number(norm.dataSync()[0]),
        scalars: scalars.map((value) => Number(value.dataSync()[0])),
        weights: held.flatMap(({ weight }) => Array.from(weight.dataSync())),
      };
    },
  };
}
