import { plain, remembered } from './optimizer.ts';
import type { Optimizer } from './optimizer.ts';

export const sgd: Optimizer = {
  ...plain,
  summary: 'gradient descent: w ← w − α g',
  slots: [],
  update: (math, { weight, gradient, rate }) => ({
    weight: math.sub(weight, math.mul(gradient, rate)),
    slots: [],
  }),
};

export const momentum: Optimizer = {
  ...plain,
  summary: 'heavy ball (Polyak 1964): v ← μ v − α g, w ← w + v',
  slots: [{ name: 'velocity', initial: 0 }],
  update: (math, { weight, gradient, slots, rate, settings }) => {
    const kept = math.mul(remembered(slots, 0), settings.momentum);
    const velocity = math.sub(kept, math.mul(gradient, rate));
    return { weight: math.add(weight, velocity), slots: [velocity] };
  },
};

export const nesterov: Optimizer = {
  ...plain,
  summary: 'Nesterov 1983, in the form of Sutskever et al. 2013: v ← μ v − α g, w ← w + μ v − α g',
  slots: [{ name: 'velocity', initial: 0 }],
  update: (math, { weight, gradient, slots, rate, settings }) => {
    const down = math.mul(gradient, rate);
    const velocity = math.sub(math.mul(remembered(slots, 0), settings.momentum), down);
    const ahead = math.sub(math.mul(velocity, settings.momentum), down);
    return { weight: math.add(weight, ahead), slots: [velocity] };
  },
};

export const lion: Optimizer = {
  ...plain,
  summary:
    'Lion (Chen et al. 2023): w ← w − α sign(β₁ m + (1 − β₁) g), m ← β₂ m + (1 − β₂) g, β₁ = 0.9, β₂ = 0.99',
  slots: [{ name: 'momentum', initial: 0 }],
  update: (math, { weight, gradient, slots, rate }) => {
    const [beta1, beta2] = [0.9, 0.99];
    const old = remembered(slots, 0);
    const blended = (share: number) => math.add(math.mul(old, share), math.mul(gradient, 1 - share));
    return {
      weight: math.sub(weight, math.mul(math.sign(blended(beta1)), rate)),
      slots: [blended(beta2)],
    };
  },
};
