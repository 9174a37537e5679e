import type { Arithmetic } from '@tenbin/graph';
import { plain, remembered } from './optimizer.ts';
import type { Optimizer, UpdateInput } from './optimizer.ts';

/** Keeps a division finite; Keras 3's value everywhere. */
const epsilon = 1e-7;
/** Share of the mean that stays. */
const beta1 = 0.9;
/** Share of the squares that stays. */
export const beta2 = 0.999;

export const adagrad: Optimizer = {
  ...plain,
  summary: 'Adagrad (Duchi, Hazan & Singer 2011): a ← a + g², w ← w − α g / √(a + ε)',
  slots: [{ name: 'accumulator', initial: 0.1 }],
  update: (math, { weight, gradient, slots, rate }) => {
    const accumulator = math.add(remembered(slots, 0), math.square(gradient));
    const change = math.div(math.mul(gradient, rate), math.sqrt(math.add(accumulator, epsilon)));
    return { weight: math.sub(weight, change), slots: [accumulator] };
  },
};

export const rmsprop: Optimizer = {
  ...plain,
  summary: 'RMSprop (Hinton 2012): v ← ρ v + (1 − ρ) g², w ← w − α g / √(v + ε), ρ = 0.9',
  slots: [{ name: 'velocity', initial: 0 }],
  update: (math, { weight, gradient, slots, rate }) => {
    const rho = 0.9;
    const velocity = math.add(math.mul(remembered(slots, 0), rho), math.mul(math.square(gradient), 1 - rho));
    const change = math.div(math.mul(gradient, rate), math.sqrt(math.add(velocity, epsilon)));
    return { weight: math.sub(weight, change), slots: [velocity] };
  },
};

export const adam: Optimizer = {
  ...plain,
  summary:
    'Adam (Kingma & Ba 2015): m ← m + (1 − β₁)(g − m), v ← v + (1 − β₂)(g² − v), w ← w − α √(1 − β₂ᵗ) / (1 − β₁ᵗ) m / (√v + ε)',
  slots: [
    { name: 'momentum', initial: 0 },
    { name: 'velocity', initial: 0 },
  ],
  rate: momentsRate,
  update: (math, input) => {
    const { mean, square } = newMoments(math, input);
    const change = math.div(math.mul(mean, input.rate), math.add(math.sqrt(square), epsilon));
    return { weight: math.sub(input.weight, change), slots: [mean, square] };
  },
};

/** α √(1 − β₂ᵗ) / (1 − β₁ᵗ): both of Adam's corrections for moments that start at 0. */
export function momentsRate(learningRate: number, step: number): number {
  return (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
}

/** Adam's running means of the gradient and of its square, its first two slots. */
export function newMoments<Value>(math: Arithmetic<Value>, { gradient, slots }: UpdateInput<Value>) {
  const [oldMean, oldSquare] = [remembered(slots, 0), remembered(slots, 1)];
  return {
    mean: math.add(oldMean, math.mul(math.sub(gradient, oldMean), 1 - beta1)),
    square: math.add(oldSquare, math.mul(math.sub(math.square(gradient), oldSquare), 1 - beta2)),
  };
}
