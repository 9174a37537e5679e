import type { OptimizerName } from '@tenbin/contracts';
import type { Tensor } from '@tensorflow/tfjs';

/** What an update is made from. All tensors have the shape of the weight. */
export interface UpdateInput {
  weight: Tensor;
  gradient: Tensor;
  /** In the order of the optimizer's `slots`. */
  slots: Tensor[];
  learningRate: number;
  /** Share of the last step that is kept; 0 for optimizers without it. */
  momentum: number;
  /** Number of this update, from 1. */
  step: number;
}

export interface Optimizer {
  /** One line: the rule, as Keras 3 has it. */
  summary: string;
  /** What is remembered for each weight, and what it starts from. */
  slots: { name: string; initial: number }[];
  /** The new weight and the new slots. */
  update(input: UpdateInput): { weight: Tensor; slots: Tensor[] };
}

/** Keeps a division finite; Keras 3's value everywhere. */
const epsilon = 1e-7;

/**
 * Every optimizer that a sweep can name, with the rules and defaults of Keras 3. They are written out and not taken
 * from tfjs, whose momentum keeps the rate outside the velocity and whose state cannot be read at once.
 */
export const optimizers = {
  sgd: {
    summary: 'gradient descent: w ← w − α g',
    slots: [],
    update: ({ weight, gradient, learningRate }) => ({
      weight: weight.sub(gradient.mul(learningRate)),
      slots: [],
    }),
  },
  momentum: {
    summary: 'heavy ball (Polyak 1964): v ← β v − α g, w ← w + v',
    slots: [{ name: 'velocity', initial: 0 }],
    update: ({ weight, gradient, slots, learningRate, momentum }) => {
      const velocity = slot(slots, 0).mul(momentum).sub(gradient.mul(learningRate));
      return { weight: weight.add(velocity), slots: [velocity] };
    },
  },
  adagrad: {
    summary: 'Adagrad (Duchi, Hazan & Singer 2011): a ← a + g², w ← w − α g / √(a + ε)',
    slots: [{ name: 'accumulator', initial: 0.1 }],
    update: ({ weight, gradient, slots, learningRate }) => {
      const accumulator = slot(slots, 0).add(gradient.square());
      const change = gradient.mul(learningRate).div(accumulator.add(epsilon).sqrt());
      return { weight: weight.sub(change), slots: [accumulator] };
    },
  },
  rmsprop: {
    summary: 'RMSprop (Hinton 2012): v ← ρ v + (1 − ρ) g², w ← w − α g / √(v + ε), ρ = 0.9',
    slots: [{ name: 'velocity', initial: 0 }],
    update: ({ weight, gradient, slots, learningRate }) => {
      const rho = 0.9;
      const velocity = slot(slots, 0)
        .mul(rho)
        .add(gradient.square().mul(1 - rho));
      const change = gradient.mul(learningRate).div(velocity.add(epsilon).sqrt());
      return { weight: weight.sub(change), slots: [velocity] };
    },
  },
  adam: {
    summary:
      'Adam (Kingma & Ba 2015): m ← m + (1 − β₁)(g − m), v ← v + (1 − β₂)(g² − v), w ← w − α √(1 − β₂ᵗ) / (1 − β₁ᵗ) m / (√v + ε)',
    slots: [
      { name: 'momentum', initial: 0 },
      { name: 'velocity', initial: 0 },
    ],
    update: ({ weight, gradient, slots, learningRate, step }) => {
      const [beta1, beta2] = [0.9, 0.999];
      const [oldMean, oldSquare] = [slot(slots, 0), slot(slots, 1)];
      const mean = oldMean.add(gradient.sub(oldMean).mul(1 - beta1));
      const square = oldSquare.add(
        gradient
          .square()
          .sub(oldSquare)
          .mul(1 - beta2),
      );
      const rate = (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
      return {
        weight: weight.sub(mean.mul(rate).div(square.sqrt().add(epsilon))),
        slots: [mean, square],
      };
    },
  },
} satisfies Record<OptimizerName, Optimizer>;

function slot(slots: Tensor[], index: number): Tensor {
  const found = slots[index];
  if (found === undefined) throw new RangeError(`the optimizer has no slot ${index}`);
  return found;
}
