import { randomStream } from '@tenbin/contracts';
import type { RandomStream } from '@tenbin/contracts';
import type { SearchSpace, Setting } from '../space.ts';
import { lossesOf } from '../study-trial.ts';
import { byFitness, survivorsOf } from './nsga2/survivors.ts';
import type { Survivor } from './nsga2/survivors.ts';
import { childOf } from './nsga2/variation.ts';
import type { Sampler } from './sampler.ts';
import { sobol } from './sobol.ts';
import { unasked } from './unasked.ts';

/** Parents are the better third of what was answered, within these bounds: a small budget has a small population. */
const population = { least: 10, most: 50 };

/** Children that may turn out as a setting that was asked before. */
const attempts = 10;

/**
 * NSGA-II for one objective or several (Deb et al. 2002), without generations: parents are chosen from the best of all
 * answers so far, so that parallel trials wait for nobody and the choice hangs on the trials alone. Trials that failed, or
 * have an objective that is no finite number, have no children; nor have those that were pruned where there are several
 * objectives, as what they cost less is only that they were stopped. Starts evenly spread over the space.
 */
export const nsga2: Sampler = (request) => {
  const { space, trials, index, directions, seed } = request;
  const answered = trials.flatMap((trial) => {
    const losses = lossesOf(trial, directions);
    const stopped = directions.length > 1 && trial.state === 'pruned';
    return losses === null || stopped ? [] : [{ params: trial.params, losses }];
  });
  const random = randomStream(seed, `nsga2/${index}`);
  if (answered.length < population.least) return unasked(request, [sobol(request)], random);
  const size = Math.min(population.most, Math.max(population.least, Math.ceil(answered.length / 3)));
  const survivors = survivorsOf(
    answered.map(({ losses }) => losses),
    size,
  );
  const parent = (): Setting => answered[tournament(survivors, random)]?.params ?? {};
  return unasked(request, childrenOf(space, { parent, random }), random);
};

function* childrenOf(
  space: SearchSpace,
  { parent, random }: { parent: () => Setting; random: RandomStream },
): Generator<Setting, void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    yield childOf(space, [parent(), parent()], random);
  }
}

/** The fitter of two by chance. */
function tournament(survivors: readonly Survivor[], random: RandomStream): number {
  const pair = [random.below(survivors.length), random.below(survivors.length)];
  const [winner] = pair.flatMap((at) => survivors[at] ?? []).toSorted(byFitness);
  return winner?.index ?? 0;
}
