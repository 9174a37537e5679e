import { randomStream } from '@tenbin/contracts';
import type { RandomStream } from '@tenbin/contracts';
import type { SearchSpace, Setting } from '../space.ts';
import { lossesOf } from '../study-trial.ts';
import type { StudyTrial } from '../study-trial.ts';
import { acquisitionOf } from './bayes/acquisition.ts';
import { axesOf, settingAt } from './bayes/axis.ts';
import { evidenceFrom } from './bayes/evidence.ts';
import { fit } from './bayes/fit.ts';
import { propose } from './bayes/propose.ts';
import type { Proposal } from './bayes/proposal.ts';
import type { Sampler } from './sampler.ts';
import { sobol } from './sobol.ts';

/** Questions that spread evenly before the first model, and answers that the first model needs. */
const startup = { questions: 8, answers: 4 };

/** Answers that the hyperparameters are fitted to, the best ones: a fit costs the cube of them. */
const fitted = 64;

/**
 * How free a model is to find the function rougher or smoother than expected. Questions take turns, because either model has
 * functions that it is stuck on: the free one follows ripples, the other one looks past them.
 */
const roughnesses = [0, 1] as const;

/** Settings drawn by chance when every proposal was asked before. */
const draws = 50;

/**
 * Bayesian optimization: a Gaussian process with a length for each dimension, and log expected improvement on it (Jones et
 * al. 1998; Ament et al. 2023). Takes several objectives (Knowles 2006). Costs about the same whatever the number of trials,
 * because the model keeps at most a hundred of them.
 */
export const bayes: Sampler = (request) => {
  const { space, trials, index, directions, seed } = request;
  const answers = trials.filter((trial) => lossesOf(trial, directions) !== null).length;
  if (space.length === 0 || index < startup.questions || answers < startup.answers) return sobol(request);
  const random = randomStream(seed, `bayes/${index}`);
  const axes = axesOf(space);
  const evidence = evidenceFrom(space, trials, { directions, random });
  const { points, y } = evidence;
  const likeliest = fit(
    axes,
    { points: points.slice(0, fitted), y: y.slice(0, fitted) },
    roughnesses[index % roughnesses.length] ?? 0,
  );
  const acquisition = acquisitionOf(axes, evidence, likeliest);
  const proposals = propose(space, { axes, acquisition, incumbents: points, random });
  return unasked(space, trials, { proposals, random });
};

/** The first proposal that was not asked before; else one by chance, and in a space without another one the first. */
function unasked(
  space: SearchSpace,
  trials: readonly StudyTrial[],
  { proposals, random }: { proposals: readonly Proposal[]; random: RandomStream },
): Setting {
  const isNew = (setting: Setting): boolean =>
    !trials.some(({ params }) => space.every(({ name }) => params[name] === setting[name]));
  const settings = proposals.map(({ point }) => settingAt(space, point));
  const known = settings.find(isNew);
  if (known !== undefined) return known;
  const anew = (): Setting =>
    settingAt(
      space,
      Float64Array.from(space, () => random.next()),
    );
  for (let draw = 0; draw < draws; draw += 1) {
    const setting = anew();
    if (isNew(setting)) return setting;
  }
  return settings[0] ?? anew();
}
