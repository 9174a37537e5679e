import type { DatasetWarningKind, TrialDetail } from '@tenbin/contracts';
import { counted, percent } from '../figures.ts';
import type { Option, Rule } from '../rule.ts';

/** Warnings that are about what training learns and validation judges; blur and the like are for people to weigh. */
const serious: readonly DatasetWarningKind[] = [
  'leakage',
  'exactDuplicates',
  'nearDuplicates',
  'imbalance',
  'tiny',
];
/** Mistakes that are made with this confidence on average are often right, and the label wrong. */
const sure = 0.8;

/**
 * A look at the images and labels, only where something points to them. Labels are wrong in 3 % of the images of ten
 * well-known test sets (Northcutt et al. 2021, arXiv 2103.14749), and memorising is the only way to learn those.
 */
export const labelCheck: Rule = {
  prior: { overfitting: 0.06, plateau: 0.06, underfitting: 0.03 },
  names: [],
  measure: 'val_loss',

  options({ detail }) {
    const because = detail === null ? [] : findings(detail);
    if (detail === null || because.length === 0) return [];
    const suspects = suspectsOf(detail);
    const change =
      suspects > 0
        ? `Look through ${counted(suspects, 'image')} that may have the wrong label`
        : 'Look through the images and their labels';
    // Each further sign makes it more likely that it is the labels.
    return [{ setting: null, change, because, weight: Math.min(0.5 + 0.3 * because.length, 2) }];
  },

  like: () => null,
  words: () => 'labels as they are',
};

function findings(detail: TrialDetail): Option['because'] {
  const warnings = (detail.dataset?.warnings ?? []).filter(({ kind }) => serious.includes(kind));
  const { leakage = null, best = null } = detail.generalisation ?? {};
  const wrong = best?.wrongConfidence ?? NaN;
  const suspects = suspectsOf(detail);
  return [
    ...(leakage === null ? [] : [leakage]),
    ...(wrong >= sure
      ? [`On validation images that it gets wrong it is ${percent(wrong)} sure on average.`]
      : []),
    ...(suspects > 0 ? [`${counted(suspects, 'image')} look as if they had the wrong label.`] : []),
    ...warnings.map(({ message }) => message),
  ];
}

function suspectsOf({ sheets }: TrialDetail): number {
  return sheets.find(({ name }) => name === 'suspects')?.pictures.length ?? 0;
}
