import { randomStream } from '@tenbin/contracts';
import type { Interval, RandomStream } from '@tenbin/contracts';
import { quantileOfSorted } from './quantile.ts';

export interface BootstrapRequest {
  /** What is drawn from: each sample by itself, with replacement, to its own size. */
  samples: readonly ArrayLike<number>[];
  /** Called with drawn samples, in the order of `samples`; it may not keep them. */
  statistic: (samples: readonly ArrayLike<number>[]) => number;
  seed: number;
  rounds?: number;
  level?: number;
}

/**
 * A statistic of the samples, and its percentile interval (Efron 1979). Rounds whose statistic is no number are left out;
 * without any other the ends are NaN.
 */
export function bootstrap(request: BootstrapRequest): Interval {
  const { samples, statistic, seed, rounds = 1000, level = 0.95 } = request;
  const stream = randomStream(seed, 'bootstrap');
  const drawn = samples.map(({ length }) => new Float64Array(length));
  const results: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, target] of drawn.entries()) draw(samples[at] ?? [], target, stream);
    const result = statistic(drawn);
    if (!Number.isNaN(result)) results.push(result);
  }
  const sorted = Float64Array.from(results).toSorted();
  return {
    value: statistic(samples),
    low: quantileOfSorted(sorted, (1 - level) / 2),
    high: quantileOfSorted(sorted, (1 + level) / 2),
  };
}

function draw(sample: ArrayLike<number>, target: Float64Array, stream: RandomStream): void {
  const count = target.length;
  for (let at = 0; at < count; at += 1) target[at] = sample[stream.below(count)] ?? Number.NaN;
}
