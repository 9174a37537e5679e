import type { Arithmetic } from '@tenbin/graph';

/** One weight beside its gradient of the loss, of the same shape. */
export interface Graded<Value> {
  weight: Value;
  gradient: Value;
  /** Whether the penalty of `l2` is on it: on kernels, and on no bias or scale. */
  penalized: boolean;
}

export interface GradientSettings {
  /** Coupled weight decay: the penalty is l2 × Σ w². */
  l2: number;
  /** What the norm of the whole gradient is scaled down to; undefined for no bound. */
  clipNorm?: number | undefined;
}

/**
 * The gradients as a rule sees them, in the order of `weights`: of loss and penalty, then scaled down together as
 * Keras's `global_clipnorm` does. `norm`, a scalar, is that of the whole gradient before it is scaled.
 */
export function prepareGradients<Value>(
  math: Arithmetic<Value>,
  weights: Graded<Value>[],
  { l2, clipNorm }: GradientSettings,
): { gradients: Value[]; norm: Value } {
  const whole = weights.map(({ weight, gradient, penalized }) =>
    penalized && l2 > 0 ? math.add(gradient, math.mul(weight, 2 * l2)) : gradient,
  );
  const norm = normOf(math, whole);
  if (clipNorm === undefined) return { gradients: whole, norm };
  // Exactly 1 while the norm is within its bound; norm − norm makes it NaN, as in Keras, once the norm is not finite.
  const bound = math.add(math.sub(norm, norm), clipNorm);
  const scale = math.div(bound, math.maximum(norm, clipNorm));
  return { gradients: whole.map((gradient) => math.mul(gradient, scale)), norm };
}

/**
 * Decoupled weight decay, before the update and on every trainable weight, as Keras does it: w − w × weightDecay ×
 * learningRate. The rate is the schedule's, a scalar, not the one that the rule corrected.
 */
export function decayed<Value>(
  math: Arithmetic<Value>,
  { weight, weightDecay, learningRate }: { weight: Value; weightDecay: number; learningRate: Value },
): Value {
  if (weightDecay === 0) return weight;
  return math.sub(weight, math.mul(math.mul(weight, weightDecay), learningRate));
}

/** The root of the sum of every square of every value: a scalar. */
function normOf<Value>(math: Arithmetic<Value>, values: Value[]): Value {
  const [first, ...others] = values.map((value) => math.sumOfAll(math.square(value)));
  if (first === undefined) throw new RangeError('a network without trainable weights has no gradient');
  return math.sqrt(others.reduce((sum, square) => math.add(sum, square), first));
}
