import { dependent } from '@tenbin/contracts';
import type { TrialParameters } from '@tenbin/contracts';
import { counted, figure, round125 } from '../figures.ts';
import type { Option, Patient, Rule } from '../rule.ts';

/** A best epoch within this share of all means that the steps were too large from the start. */
const early = 0.15;

/**
 * Another rate. One that is too small finds what memorises (Li, Wei & Ma 2019, arXiv 1907.04595: a large first rate
 * regularises); one that is too large passes the best weights in the first epochs, and then diverges.
 */
export const learningRate: Rule = {
  prior: { overfitting: 0.015, underfitting: 0.08, plateau: 0.08, diverged: 0.5 },
  names: ['learningRate', 'schedule', 'decay', 'decayRate', 'decayEpochs', 'warmupEpochs', 'patience'],
  measure: 'val_loss',

  options(patient) {
    const { parameters, verdict } = patient;
    const { learningRate: rate, optimizer } = parameters;
    const usual = dependent.learningRate.by[optimizer];
    if (verdict.state === 'diverged') return [optionOf(patient, rate / 10)];
    if (verdict.state === 'plateau') {
      return [optionOf(patient, rate / 3), optionOf(patient, Math.min(3 * rate, 100), 0.8)];
    }
    if (verdict.state === 'underfitting') return rate > 3 * usual ? [] : [optionOf(patient, 3 * rate)];
    if (isEarly(patient)) return [optionOf(patient, rate / 3)];
    return rate <= usual / 3 ? [optionOf(patient, usual)] : [];
  },

  like({ parameters, verdict, run }, sibling) {
    const same = sibling.learningRate === parameters.learningRate;
    if (sibling.optimizer !== parameters.optimizer) return null;
    if (same && sibling.schedule === parameters.schedule) return null;
    if (verdict.state === 'diverged' && sibling.learningRate >= parameters.learningRate) return null;
    return {
      change: `Take ${learningRate.words(sibling)}`,
      because: [`It has ${learningRate.words(parameters)} for ${counted(run.epoch, 'epoch')}.`],
    };
  },

  words: ({ learningRate: rate, schedule }: TrialParameters) =>
    schedule === 'constant' ? `a rate of ${rate}` : `a rate of ${rate}, schedule ${schedule}`,
};

function isEarly({ verdict, run }: Patient): boolean {
  const { bestEpoch } = verdict;
  return bestEpoch !== null && run.epoch >= 10 && bestEpoch <= early * run.epoch;
}

function optionOf(patient: Patient, wanted: number, weight = 1): Option {
  const { learningRate: own } = patient.parameters;
  const rate = round125(wanted);
  const verb = rate < own ? 'Lower' : 'Raise';
  return {
    setting: { learningRate: rate },
    change: `${verb} learningRate to ${rate}`,
    because: [reasonOf(patient)],
    weight,
  };
}

function reasonOf({ parameters, verdict, run }: Patient): string {
  const { learningRate: rate, optimizer } = parameters;
  const at = `with ${optimizer} at ${rate}`;
  if (verdict.state === 'diverged') return `It diverged ${at}.`;
  if (
    verdict.state === 'overfitting' &&
    verdict.bestEpoch !== null &&
    rate > dependent.learningRate.by[optimizer] / 3
  ) {
    return `Its best epoch is ${verdict.bestEpoch} of ${run.epoch} already, ${at}.`;
  }
  const loss = run.last === null ? '' : ` is at ${figure(run.last.loss)}`;
  return verdict.state === 'overfitting'
    ? `It trains ${at}; ${dependent.learningRate.by[optimizer]} is usual.`
    : `Its loss${loss} after ${counted(run.epoch, 'epoch')} ${at}.`;
}
