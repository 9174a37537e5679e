import type { Arithmetic } from '@tenbin/graph';

/** What a rule is set to; 0 where it has no use for it. */
export interface OptimizerSettings {
  /** Share of the last step that is kept. */
  momentum: number;
  /** Least value that the loss is taken to have: Eve's f*. */
  lowerBound: number;
}

/** A number, or a tensor of the weight's shape, that an optimizer remembers from step to step. */
export interface Slot {
  name: string;
  initial: number;
}

export interface ObserveInput<Value> {
  /** Mean loss of the batch: a scalar. */
  loss: Value;
  /** In the order of the optimizer's `scalars`. */
  scalars: Value[];
  /** 1 at the first step of a run, else 0. */
  first: Value;
  settings: OptimizerSettings;
}

export interface UpdateInput<Value> {
  /** After decoupled decay. */
  weight: Value;
  /** After penalty and clipping; the weight's shape. */
  gradient: Value;
  /** In the order of the optimizer's `slots`; the weight's shape. */
  slots: Value[];
  /** As `observe` left them. */
  scalars: Value[];
  /** What `rate` gave for this step: a scalar. */
  rate: Value;
  settings: OptimizerSettings;
}

/**
 * A rule that updates weights. What goes around every rule (penalty, clipping, decoupled decay) is in
 * around-update.ts.
 */
export interface Optimizer {
  /** One line: the rule, as Keras 3 has it. */
  summary: string;
  /** What is remembered for each weight. */
  slots: Slot[];
  /** What is remembered once for the whole network. */
  scalars: Slot[];
  /** The learning rate that `update` is given, corrected for the `step` that is to be done, from 1. */
  rate(learningRate: number, step: number): number;
  /** The new scalars, before any weight is updated. */
  observe<Value>(math: Arithmetic<Value>, input: ObserveInput<Value>): Value[];
  /** The new weight and the new slots. */
  update<Value>(math: Arithmetic<Value>, input: UpdateInput<Value>): { weight: Value; slots: Value[] };
}

/** For the rules that take the learning rate as it is and do not look at the loss. */
export const plain = {
  scalars: [],
  rate: (learningRate) => learningRate,
  observe: () => [],
} satisfies Partial<Optimizer>;

/** What stands at `index` of an optimizer's slots or scalars. */
export function remembered<Value>(values: Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError(`the optimizer has been given no slot ${index}`);
  return value;
}
