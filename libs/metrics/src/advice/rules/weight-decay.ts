import type { TrialParameters } from '@tenbin/contracts';
import { figure, round125 } from '../figures.ts';
import type { Option, Rule } from '../rule.ts';

/**
 * What a step takes off each weight, rate × weightDecay, in recipes for images: 0.1 × 5e-4 (Zagoruyko & Komodakis 2016,
 * arXiv 1605.07146, section 3) as well as 1e-3 × 0.05 (Liu et al. 2022, arXiv 2201.03545, appendix A).
 */
const usual = 5e-5;
/** Beyond this many times the usual nothing more is advised. */
const strong = 4;
/** The same bound for the coupled kind, whose usual is 5e-4 (VGG, AlexNet). */
const strongestL2 = 4e-3;

/**
 * Weight decay, decoupled from the gradient as it should be with adaptive steps (Loshchilov & Hutter 2019, arXiv
 * 1711.05101), or more of the L2 penalty where the run has that. It helps nearly always, and seldom much in few epochs.
 */
export const weightDecay: Rule = {
  prior: { overfitting: 0.05, underfitting: 0.02 },
  names: ['weightDecay', 'l2'],
  measure: 'val_loss',

  options({ parameters, verdict }) {
    if (verdict.state !== 'overfitting') return unusuallyStrong(parameters) ? [none(parameters)] : [];
    return parameters.l2 > 0 ? moreL2(parameters) : moreDecay(parameters);
  },

  like({ parameters, verdict }, { weightDecay: decay, l2 }) {
    const more = decay >= parameters.weightDecay && l2 >= parameters.l2;
    if (verdict.state !== 'overfitting' || !more || unusuallyStrong(parameters)) return null;
    const parts = [
      ...(decay > parameters.weightDecay ? [`weightDecay to ${decay}`] : []),
      ...(l2 > parameters.l2 ? [`l2 to ${l2}`] : []),
    ];
    return parts.length === 0
      ? null
      : { change: `Set ${parts.join(' and ')}`, because: [reasonOf(parameters)] };
  },

  words({ weightDecay: decay, l2 }) {
    const parts = [
      ...(decay > 0 ? [`weightDecay ${decay}`] : []),
      ...(l2 > 0 || decay === 0 ? [l2 > 0 ? `l2 ${l2}` : 'no weight decay'] : []),
    ];
    return parts.join(' and ');
  },
};

function moreDecay(parameters: TrialParameters): Option[] {
  const { learningRate, weightDecay: own } = parameters;
  const taken = learningRate * own;
  if (taken >= strong * usual) return [];
  const wanted = round125((taken < usual / 2 ? usual : strong * usual) / learningRate);
  const value = Math.min(wanted, 0.5);
  if (value <= own) return [];
  return [
    {
      setting: { weightDecay: value },
      change: `Set weightDecay to ${value}`,
      because: [reasonOf(parameters)],
      weight: taken < usual / 2 ? 1 : 0.6,
    },
  ];
}

function moreL2(parameters: TrialParameters): Option[] {
  const { l2 } = parameters;
  if (l2 >= strongestL2) return [];
  const value = Math.min(round125(5 * l2), 5e-3);
  const because = [`Its penalty l2 is ${l2}; up to ${strongestL2} is usual.`];
  return [{ setting: { l2: value }, change: `Raise l2 to ${value}`, because }];
}

function none(parameters: TrialParameters): Option {
  return {
    setting: { weightDecay: 0, l2: 0 },
    change: 'Take the weight decay away',
    because: [`It has ${weightDecay.words(parameters)} though it has learnt little.`],
  };
}

function reasonOf({ learningRate, weightDecay: own, l2 }: TrialParameters): string {
  if (own === 0 && l2 === 0) return 'Nothing keeps its weights small: weightDecay and l2 are 0.';
  if (own === 0) return `Only l2 of ${l2} keeps its weights small.`;
  return `Its weightDecay of ${own} takes ${figure(learningRate * own)} off each weight a step; recipes for images take ${usual}.`;
}

function unusuallyStrong({ learningRate, weightDecay: own, l2 }: TrialParameters): boolean {
  return learningRate * own >= strong * usual || l2 >= strongestL2;
}
