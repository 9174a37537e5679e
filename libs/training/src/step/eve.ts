import type { Arithmetic } from '@tenbin/graph';
import { adam, beta2, momentsRate, newMoments } from './adaptive.ts';
import { remembered } from './optimizer.ts';
import type { ObserveInput, Optimizer } from './optimizer.ts';

const beta3 = 0.999;
/** The paper's c. */
const widest = 10;
/** The paper's, where Keras has 1e-7. */
const epsilon = 1e-8;
/** Where the loss is at its lower bound the paper would divide by 0; this is the least distance taken. */
const leastDistance = 1e-12;

/** Algorithm 1 of arXiv 1611.01505v3, which makes d of the change of the loss relative to its least value. */
export const eve: Optimizer = {
  summary:
    'Eve (Hayashi, Koushik & Neubig 2016): Adam with α / d, d ← β₃ d + (1 − β₃) clip(|f − f′| / (min(f, f′) − f*), 1/c, c), f′ the loss of the step before, β₃ = 0.999, c = 10',
  slots: adam.slots,
  scalars: [
    { name: 'd', initial: 1 },
    { name: 'loss', initial: 0 },
    // 1 − β₂ᵗ
    { name: 'correction', initial: 0 },
  ],
  rate: momentsRate,
  observe: (math, input) => [
    divisor(math, input),
    input.loss,
    math.add(math.mul(remembered(input.scalars, 2), beta2), 1 - beta2),
  ],
  update: (math, input) => {
    const { mean, square } = newMoments(math, input);
    const rate = math.div(input.rate, remembered(input.scalars, 0));
    // The paper adds ε to the root of the corrected square; the correction is in the rate here, so ε takes it too.
    const hair = math.mul(math.sqrt(remembered(input.scalars, 2)), epsilon);
    const change = math.div(math.mul(mean, rate), math.add(math.sqrt(square), hair));
    return { weight: math.sub(input.weight, change), slots: [mean, square] };
  },
};

/** The new d: at the first step it stays at its initial 1. */
function divisor<Value>(
  math: Arithmetic<Value>,
  { loss, scalars, first, settings }: ObserveInput<Value>,
): Value {
  const [old, last] = [remembered(scalars, 0), remembered(scalars, 1)];
  const distance = math.sub(math.minimum(loss, last), settings.lowerBound);
  const change = math.div(math.abs(math.sub(loss, last)), math.maximum(distance, leastDistance));
  const clipped = math.minimum(math.maximum(change, 1 / widest), widest);
  const share = math.mul(math.add(math.neg(first), 1), 1 - beta3);
  return math.add(old, math.mul(math.sub(clipped, old), share));
}
