import { defaultBeside } from '@tenbin/contracts';
import { figure, percent } from '../figures.ts';
import type { Patient, Rule } from '../rule.ts';

/** The share of its paper, which nearly every recipe since has kept. */
const usual = 0.1;

/**
 * Label smoothing (Szegedy et al. 2016, arXiv 1512.00567, section 7; Müller et al. 2019, arXiv 1906.02629: it also
 * calibrates). It gives val_loss another scale, so runs with and without are compared by accuracy.
 */
export const labelSmoothing: Rule = {
  prior: { overfitting: 0.03 },
  names: ['labelSmoothing'],
  measure: 'val_accuracy',

  options(patient) {
    const { parameters } = patient;
    const isUsed = defaultBeside('labelSmoothing', parameters) !== undefined;
    if (!isUsed || (parameters.labelSmoothing ?? 0) >= usual) return [];
    return [{ setting: { labelSmoothing: usual }, change: changeTo(usual), because: reasonsOf(patient) }];
  },

  like(patient, { labelSmoothing: share = 0 }) {
    const { labelSmoothing: own = 0 } = patient.parameters;
    if (own >= usual || share <= own) return null;
    return { change: changeTo(share), because: reasonsOf(patient) };
  },

  words: ({ labelSmoothing: share = 0 }) => (share === 0 ? 'no label smoothing' : `label smoothing ${share}`),
};

function changeTo(share: number): string {
  return `Smooth the labels by ${share}`;
}

function reasonsOf({ detail, run }: Patient): string[] {
  const wrong = detail?.generalisation?.best?.wrongConfidence ?? NaN;
  if (Number.isFinite(wrong))
    return [`On validation images that it gets wrong it is ${percent(wrong)} sure on average.`];
  const last = run.last?.loss ?? NaN;
  return Number.isFinite(last)
    ? [`Its loss ends at ${figure(last)}: it goes on pushing probabilities towards 0 and 1.`]
    : [];
}
