import { percent } from '../figures.ts';
import type { Option, Patient, Rule } from '../rule.ts';

/** The rate of the paper for fully connected layers; more is asked of nobody. */
const most = 0.5;

/**
 * Dropout before the classifier (Srivastava et al. 2014, JMLR 15, section 6: lower error on all five image sets). Half
 * the rate where batch norm regularises already and the two get in each other's way (Li et al. 2019, arXiv 1801.05134).
 */
export const dropout: Rule = {
  prior: { overfitting: 0.07, underfitting: 0.04, plateau: 0.03 },
  names: ['dropout'],
  measure: 'val_loss',

  options({ parameters, verdict, run }) {
    const { dropout: own, model } = parameters;
    if (verdict.state !== 'overfitting') return own > 0 ? [less(own)] : [];
    const rate = isNormalised(model) ? most / 2 : most;
    if (own >= rate) return [];
    return [{ setting: { dropout: rate }, change: changeTo(rate), because: reasonsOf(own, run) }];
  },

  like({ parameters, verdict, run }, { dropout: rate }) {
    if (verdict.state !== 'overfitting' || parameters.dropout >= most || rate <= parameters.dropout)
      return null;
    return { change: changeTo(rate), because: reasonsOf(parameters.dropout, run) };
  },

  words: (parameters) => (parameters.dropout === 0 ? 'no dropout' : `dropout ${parameters.dropout}`),
};

function changeTo(rate: number): string {
  return `Drop ${percent(rate)} of the units before the classifier`;
}

function reasonsOf(own: number, { last }: Patient['run']): string[] {
  const drops = own === 0 ? 'It drops no units' : `It drops ${percent(own)} of the units`;
  if (last === null) return [`${drops}.`];
  return [
    `${drops}, and at the end gets ${percent(last.accuracy)} of the training images right but ${percent(last.val_accuracy)} of the others.`,
  ];
}

function less(own: number): Option {
  return {
    setting: { dropout: 0 },
    change: 'Drop no units',
    because: [`It drops ${percent(own)} of the units though it has learnt little.`],
  };
}

function isNormalised(model: string): boolean {
  return ['resnet', 'mobilenet', 'densenet'].some((family) => model.startsWith(family));
}
