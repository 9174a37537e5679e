import type { LossName } from '@tenbin/contracts';
import type { Arithmetic } from '@tenbin/graph';

/** What a loss is set to; 0 where it has no use for it. */
export interface LossSettings {
  /** Share of each target that is spread evenly over the classes, 0–1. */
  labelSmoothing: number;
  /** How far the focal loss turns from images that are easy. */
  focalGamma: number;
}

export interface LossInput<Value> {
  /** `[batch, classes]`, before softmax or sigmoid. */
  logits: Value;
  /** `[batch, classes]`, each row sums to 1. */
  targets: Value;
  settings: LossSettings;
}

/** Every loss is made from logits: nothing is lost to a probability that rounds to 0 or 1. */
export interface Loss {
  /** One line: the formula, p the probabilities and t the targets. */
  summary: string;
  /** What turns its logits into probabilities. */
  output: 'softmax' | 'sigmoid';
  /** `[batch]`: the loss of each image; the batch's is their mean. */
  ofImages<Value>(math: Arithmetic<Value>, input: LossInput<Value>): Value;
}

/** Keras's weight of every class in CategoricalFocalCrossentropy. */
const focalAlpha = 0.25;
/** Keras's bound of a probability, from 0 and from 1. */
const epsilon = 1e-7;

/** Every loss that a sweep can name, as Keras 3 has it. */
export const losses = {
  categoricalCrossentropy: {
    summary: 'categorical cross-entropy: −Σ t log p',
    output: 'softmax',
    ofImages: (math, { logits, targets, settings }) => {
      const share = settings.labelSmoothing;
      return math.neg(overTargets(math, { values: math.logSoftmax(logits), targets, share }));
    },
  },
  meanSquaredError: {
    summary: 'mean squared error of the probabilities: mean (p − t)²',
    output: 'softmax',
    ofImages: (math, { logits, targets }) =>
      math.meanOfClasses(math.square(math.sub(math.softmax(logits), targets))),
  },
  binaryCrossentropy: {
    summary: 'binary cross-entropy, each class by itself: mean −t log p − (1 − t) log(1 − p)',
    output: 'sigmoid',
    ofImages: (math, { logits, targets, settings: { labelSmoothing } }) => {
      // Towards a half and not 1/classes: to Keras each class is a question of two answers.
      const smoothed = math.add(math.mul(targets, 1 - labelSmoothing), 0.5 * labelSmoothing);
      return math.meanOfClasses(math.sub(math.softplus(logits), math.mul(logits, smoothed)));
    },
  },
  focal: {
    summary: 'focal loss (Lin et al. 2017): −Σ 0.25 (1 − p)^γ t log p',
    output: 'softmax',
    ofImages: (math, { logits, targets, settings }) => {
      const logarithms = math.logSoftmax(logits);
      // Bounded as in Keras: under γ = 1 the slope of the power is infinite at 0.
      const missed = math.maximum(math.add(math.neg(math.exp(logarithms)), 1), epsilon);
      const weights = math.mul(math.pow(missed, settings.focalGamma), focalAlpha);
      const values = math.mul(weights, logarithms);
      return math.neg(overTargets(math, { values, targets, share: settings.labelSmoothing }));
    },
  },
} satisfies Record<LossName, Loss>;

/** `[batch, classes]` probabilities of `[batch, classes]` logits, as a network with that output gives them. */
export function probabilitiesOf<Value>(
  math: Arithmetic<Value>,
  output: Loss['output'],
  logits: Value,
): Value {
  return math[output](logits);
}

/** `[batch]`: the sum of `values` over targets of which `share` is spread evenly, t (1 − share) + share / classes. */
function overTargets<Value>(
  math: Arithmetic<Value>,
  { values, targets, share }: { values: Value; targets: Value; share: number },
): Value {
  const sharp = math.sumOfClasses(math.mul(values, targets));
  if (share === 0) return sharp;
  return math.add(math.mul(sharp, 1 - share), math.mul(math.meanOfClasses(values), share));
}
