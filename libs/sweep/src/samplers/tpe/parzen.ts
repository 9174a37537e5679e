import type { RandomStream } from '@tenbin/contracts';
import { valueAt } from '../../domain.ts';
import { settingFrom } from '../../space.ts';
import type { SearchSpace, Setting } from '../../space.ts';
import { axisOf } from './axis.ts';
import { kernelsOf } from './kernels.ts';

/** A setting, and where it lies on each axis of its space; NaN where it does not exist. */
export interface Candidate {
  setting: Setting;
  places: Float64Array;
}

/** A distribution of settings. */
export interface Parzen {
  draw(random: RandomStream): Candidate;
  logDensity(places: Float64Array): number;
}

/**
 * The Parzen estimator of settings: around each of them a product of one density for each dimension that exists in it
 * (multivariate, so what went well together stays together), and one that is even over the whole space, the prior. In a
 * dimension that a setting lacks its density is even too: that is how conditional dimensions learn from each other
 * without a group for every combination.
 * @param weights one for each setting; 1 is the prior's
 */
export function parzenOf(
  space: SearchSpace,
  settings: readonly Setting[],
  weights: readonly number[],
): Parzen {
  const all = [...weights, 1];
  const total = all.reduce((sum, weight) => sum + weight, 0);
  const logWeights = Float64Array.from(all, (weight) => Math.log(weight / total));
  const axes = space.map((dimension) => {
    const axis = axisOf(dimension);
    const values = [...settings, prior].map((setting) => setting[dimension.name]);
    return kernelsOf(axis, Float64Array.from(values, axis.placeOf));
  });
  const order = new Map(space.map(({ name }, at) => [name, at]));
  const drawKernel = (random: RandomStream): number => drawIndex(all, random.next() * total);
  return {
    draw(random) {
      // Half of the time each dimension is taken from another setting, as in a crossover: what is good on its own can
      // be put together faster than by whole settings.
      const whole = random.next() < 0.5 ? drawKernel(random) : undefined;
      const places = new Float64Array(space.length).fill(NaN);
      const setting = settingFrom(space, ({ name, domain }) => {
        const at = order.get(name) ?? 0;
        const place = axes[at]?.draw(whole ?? drawKernel(random), random) ?? 0;
        places[at] = place;
        return valueAt(domain, place);
      });
      return { setting, places };
    },
    logDensity(places) {
      const logs = logWeights.slice();
      for (const [at, kernels] of axes.entries()) {
        const place = places[at] ?? NaN;
        if (!Number.isNaN(place)) kernels.addLogs(logs, place);
      }
      return logSumExp(logs);
    },
  };
}

/** A setting that has observed nothing, so every dimension is even. */
const prior: Setting = {};

/** The first item at which the weights up to it pass `share`. */
function drawIndex(weights: readonly number[], share: number): number {
  let [rest, index] = [share, 0];
  while (index < weights.length - 1 && (rest -= weights[index] ?? 0) >= 0) index += 1;
  return index;
}

/** log Σ exp(x), without the overflow. */
function logSumExp(logs: Float64Array): number {
  let max = -Infinity;
  for (const log of logs) max = Math.max(max, log);
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - max);
  return max + Math.log(sum);
}
