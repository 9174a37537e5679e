import { randomStream } from '@tenbin/contracts';
import type { RandomStream } from '@tenbin/contracts';
import type { Setting } from '../space.ts';
import type { StudyTrial } from '../study-trial.ts';
import { random as byChance } from './random.ts';
import type { Sampler } from './sampler.ts';
import { parzenOf } from './tpe/parzen.ts';
import type { Parzen } from './tpe/parzen.ts';
import { endedOf, split } from './tpe/split.ts';
import { unasked } from './unasked.ts';

/** Trials with an end before the densities say anything. Chance did better here than a quasi-random start. */
const startup = 7;

/** Settings that are weighed against each other in one question, as many as Optuna's. */
const candidates = 24;

/** How often others are drawn when all of them were asked before. */
const rounds = 4;

/**
 * Tree-structured Parzen estimator (Bergstra et al. 2011, "Algorithms for hyper-parameter optimization"): one density of
 * the good trials, one of the others; of some settings drawn from the first it takes the one that is likeliest in the
 * first relative to the second. Multivariate, conditional, and fit for parallel trials (see `parzenOf` and `split`).
 * Looks at the first objective alone.
 */
export const tpe: Sampler = (request) => {
  const { space, trials, index, directions, seed } = request;
  const random = randomStream(seed, `tpe/${index}`);
  if (endedOf(trials) < startup) return unasked(request, [byChance(request)], random);
  const { good, bad } = split(trials, directions[0] ?? 'minimize');
  const likely = parzenOf(space, settingsOf(good), rankWeights(good.length));
  const unlikely = parzenOf(
    space,
    settingsOf(bad),
    bad.map(() => 1),
  );
  return unasked(request, wishesFrom({ likely, unlikely }, random), random);
};

/** Settings drawn from the good, a round after the other, and in each the likeliest one first. */
function* wishesFrom(
  { likely, unlikely }: { likely: Parzen; unlikely: Parzen },
  random: RandomStream,
): Generator<Setting, void> {
  for (let round = 0; round < rounds; round += 1) {
    const scored = Array.from({ length: candidates }, () => {
      const { setting, places } = likely.draw(random);
      return { setting, score: likely.logDensity(places) - unlikely.logDensity(places) };
    });
    for (const { setting } of scored.toSorted((a, b) => b.score - a.score)) yield setting;
  }
}

function settingsOf(trials: readonly StudyTrial[]): Setting[] {
  return trials.map(({ params }) => params);
}

/**
 * Weights of the good trials, the best one first, 1 on average: they fall with the logarithm of the rank, as those of
 * CMA-ES do (Hansen & Ostermeier 2001). Optuna's are equal, which did worse on most of the bench's problems.
 */
function rankWeights(count: number): number[] {
  const raw = Array.from({ length: count }, (_, rank) => Math.log((count + 1.5) / (rank + 1)));
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / count;
  return raw.map((weight) => weight / mean);
}
