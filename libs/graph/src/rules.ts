import type { OptimizerName } from '@tenbin/contracts';
import type { Arithmetic } from './arithmetic.ts';

/** A number, or a tensor of a weight's shape, that an optimizer remembers from step to step. */
export interface Remembered {
  name: string;
  initial: number;
}

/** What is trained for and how, with every setting filled in: the parts of a step that are not the network. */
export interface StepRules {
  /** `[batch]` the loss of each image; the batch's is their mean. */
  lossOfImages<Value>(math: Arithmetic<Value>, input: { logits: Value; targets: Value }): Value;
  /** `[batch, classes]` */
  probabilities<Value>(math: Arithmetic<Value>, logits: Value): Value;
  /** Whether the penalty of `l2` is on the weight of that name: on kernels, and on no bias or scale. */
  penalizes(weight: string): boolean;
  /** What is done to all gradients before the optimizer sees them; `norm` is that of the whole. */
  prepare<Value>(
    math: Arithmetic<Value>,
    weights: { weight: Value; gradient: Value; penalized: boolean }[],
  ): { gradients: Value[]; norm: Value };
  /** Decoupled weight decay, 0–1 a unit of learning rate; 0 for none. */
  weightDecay: number;
  decay<Value>(math: Arithmetic<Value>, input: { weight: Value; learningRate: Value }): Value;
  optimizer: {
    name: OptimizerName;
    momentum: number;
    /** Remembered for each weight. */
    slots: Remembered[];
    /** Remembered once. */
    scalars: Remembered[];
    observe<Value>(math: Arithmetic<Value>, input: { loss: Value; scalars: Value[]; first: Value }): Value[];
    update<Value>(
      math: Arithmetic<Value>,
      input: { weight: Value; gradient: Value; slots: Value[]; scalars: Value[]; rate: Value },
    ): { weight: Value; slots: Value[] };
  };
}
