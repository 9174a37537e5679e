import { dot } from './cholesky.ts';

/** Writes the gradient at `x` into `gradient` and returns the value. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface Box {
  low: Float64Array;
  high: Float64Array;
}

interface Pair {
  step: Float64Array;
  change: Float64Array;
  curvature: number;
}

const memory = 8;

/**
 * L-BFGS within a box (Nocedal & Wright 2006, algorithm 7.4), by projection: bounds that the gradient pushes against are
 * held for one step.
 * @param evaluations how often the objective may be called
 * @param firstStep length of the first step, in units of x
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  { box, evaluations, firstStep }: { box: Box; evaluations: number; firstStep: number },
): { x: Float64Array; value: number } {
  const first = project(start, box);
  let best = evaluated(objective, first);
  let left = evaluations - 1;
  const pairs: Pair[] = [];
  while (left > 0) {
    const { direction, slope } = directionFrom(best, { box, pairs, firstStep });
    if (!(slope < -1e-9)) break;
    let next = best;
    for (let scale = 1; left > 0; scale *= 0.35) {
      next = evaluated(objective, project(along(best.x, direction, scale), box));
      left -= 1;
      if (next.value <= best.value + 1e-4 * scale * slope) break;
    }
    const gain = best.value - next.value;
    if (gain > 0) {
      remember(pairs, best, next);
      best = next;
    }
    const isFlat = !(gain > 1e-7 * Math.max(1, Math.abs(best.value)));
    if (isFlat && pairs.length === 0) break;
    // What was learnt of the curvature led nowhere: once more, straight down.
    if (isFlat) pairs.length = 0;
  }
  return { x: best.x, value: best.value };
}

interface Evaluated {
  x: Float64Array;
  value: number;
  gradient: Float64Array;
}

function evaluated(objective: Objective, x: Float64Array): Evaluated {
  const gradient = new Float64Array(x.length);
  return { x, value: objective(x, gradient), gradient };
}

/** Where to go, and how much the value changes with one such step. */
function directionFrom(
  { x, gradient }: Evaluated,
  { box, pairs, firstStep }: { box: Box; pairs: readonly Pair[]; firstStep: number },
): { direction: Float64Array; slope: number } {
  const free = gradient.map((slope, k) => (isHeld(x[k] ?? 0, slope, box, k) ? 0 : slope));
  const learnt = descend(free, pairs).map((each, k) => (free[k] === 0 ? 0 : each));
  const slope = dot(learnt, free);
  if (pairs.length > 0 && slope < 0) return { direction: learnt, slope };
  const steep = Math.sqrt(dot(free, free));
  const direction = free.map((each) => (steep > 0 ? (-each * firstStep) / steep : 0));
  return { direction, slope: dot(direction, free) };
}

function along(x: Float64Array, direction: Float64Array, scale: number): Float64Array {
  return x.map((at, k) => at + scale * (direction[k] ?? 0));
}

function isHeld(at: number, slope: number, { low, high }: Box, k: number): boolean {
  return (at <= (low[k] ?? 0) && slope > 0) || (at >= (high[k] ?? 1) && slope < 0);
}

function project(x: Float64Array, { low, high }: Box): Float64Array {
  return x.map((at, k) => Math.min(Math.max(at, low[k] ?? 0), high[k] ?? 1));
}

/** Minus the inverse Hessian, as the pairs know it, times the gradient. */
function descend(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const direction = gradient.map((each) => -each);
  const weights = pairs.toReversed().map(({ step, change, curvature }) => {
    const weight = dot(step, direction) / curvature;
    add(direction, change, -weight);
    return weight;
  });
  const last = pairs.at(-1);
  if (last !== undefined) {
    const scale = last.curvature / dot(last.change, last.change);
    for (let k = 0; k < direction.length; k += 1) direction[k] = (direction[k] ?? 0) * scale;
  }
  for (const { step, change, curvature } of pairs) {
    const weight = weights.pop() ?? 0;
    add(direction, step, weight - dot(change, direction) / curvature);
  }
  return direction;
}

function remember(pairs: Pair[], from: Evaluated, to: Evaluated): void {
  const step = along(to.x, from.x, -1);
  const change = along(to.gradient, from.gradient, -1);
  const curvature = dot(step, change);
  if (!(curvature > 1e-12)) return;
  pairs.push({ step, change, curvature });
  if (pairs.length > memory) pairs.shift();
}

function add(to: Float64Array, from: Float64Array, factor: number): void {
  for (let k = 0; k < to.length; k += 1) to[k] = (to[k] ?? 0) + factor * (from[k] ?? 0);
}
