import { randomStream } from '@tenbin/contracts';
import { lossesOf } from '../study-trial.ts';
import { acquisitionOf } from './bayes/acquisition.ts';
import { axesOf, settingAt } from './bayes/axis.ts';
import { evidenceFrom } from './bayes/evidence.ts';
import { fit } from './bayes/fit.ts';
import { propose } from './bayes/propose.ts';
import type { Sampler } from './sampler.ts';
import { sobol } from './sobol.ts';
import { unasked } from './unasked.ts';

/** Questions that spread evenly before the first model, and answers that the first model needs. */
const startup = { questions: 8, answers: 4 };

/** Answers that the hyperparameters are fitted to, the best ones: a fit costs the cube of them. Fewer beside a large model. */
const fitted = { ofAll: 64, ofSome: 48 };

/**
 * How free a model is to find the function rougher or smoother than expected. Questions take turns, because either model has
 * functions that it is stuck on: the free one follows ripples, the other one looks past them.
 */
const roughnesses = [0, 1] as const;

/**
 * Bayesian optimization: a Gaussian process with a length for each dimension, and log expected improvement on it (Jones et
 * al. 1998; Ament et al. 2023). Takes several objectives (Knowles 2006). Costs about the same whatever the number of trials,
 * because the model keeps at most a hundred of them.
 */
export const bayes: Sampler = (request) => {
  const { space, trials, index, directions, seed } = request;
  const answers = trials.filter((trial) => lossesOf(trial, directions) !== null).length;
  const random = randomStream(seed, `bayes/${index}`);
  if (space.length === 0 || index < startup.questions || answers < startup.answers) {
    return unasked(request, [sobol(request)], random);
  }
  const axes = axesOf(space);
  const evidence = evidenceFrom(space, trials, { directions, random });
  const { points, y, whole } = evidence;
  const best = whole ? fitted.ofAll : fitted.ofSome;
  const likeliest = fit(
    axes,
    { points: points.slice(0, best), y: y.slice(0, best) },
    roughnesses[index % roughnesses.length] ?? 0,
  );
  const acquisition = acquisitionOf(axes, evidence, likeliest);
  const proposals = propose(space, { axes, acquisition, incumbents: points, random });
  return unasked(
    request,
    proposals.map(({ point }) => settingAt(space, point)),
    random,
  );
};
