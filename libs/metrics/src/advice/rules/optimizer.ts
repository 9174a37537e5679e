import { dependent } from '@tenbin/contracts';
import type { OptimizerName, TrialParameters } from '@tenbin/contracts';
import type { Option, Rule } from '../rule.ts';

/** Those whose step is the gradient, and what may be kept of it. */
const plain: readonly OptimizerName[] = ['sgd', 'momentum', 'nesterov'];

/**
 * Another optimizer. Adaptive steps often find solutions that generalise worse than those of momentum (Wilson et al.
 * 2017, arXiv 1705.08292), unless their weight decay is decoupled (Loshchilov & Hutter 2019, arXiv 1711.05101).
 * What does not get anywhere, or diverges, goes the other way: Adam needs the least tuning.
 */
export const optimizer: Rule = {
  prior: { overfitting: 0.02, underfitting: 0.04, plateau: 0.05, diverged: 0.2 },
  names: ['optimizer', 'learningRate', 'momentum', 'lowerBound', 'weightDecay'],
  measure: 'val_loss',

  options({ parameters, verdict }) {
    const isPlain = plain.includes(parameters.optimizer);
    if (verdict.state !== 'overfitting') return isPlain ? [optionOf(parameters, 'adam')] : [];
    return [optionOf(parameters, isPlain ? 'adamw' : 'momentum')];
  },

  like({ parameters }, sibling) {
    if (sibling.optimizer === parameters.optimizer) return null;
    return { change: `Take ${sibling.optimizer}`, because: [reasonOf(parameters)] };
  },

  words: (parameters) => parameters.optimizer,
};

/** At its own default rate: that of the other optimizer means something else. */
function optionOf(parameters: TrialParameters, name: OptimizerName): Option {
  const decay = dependent.weightDecay.by[name];
  return {
    setting: {
      optimizer: name,
      learningRate: dependent.learningRate.by[name],
      ...(decay > parameters.weightDecay ? { weightDecay: decay } : {}),
    },
    change: `Take ${name}`,
    because: [reasonOf(parameters)],
  };
}

function reasonOf({ optimizer: name, learningRate }: TrialParameters): string {
  const kind = plain.includes(name) ? 'the same rate for every weight' : 'a rate of its own for each weight';
  return `It has ${name} at ${learningRate}: ${kind}.`;
}
