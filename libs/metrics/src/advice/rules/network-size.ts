import type { ModelName } from '@tenbin/contracts';
import { count } from '../figures.ts';
import { sizeOf } from '../network-sizes.ts';
import type { Patient, Rule } from '../rule.ts';

const names = ['model', 'zeroInit'] as const;

/** Parameters an image from which a network can hold its images by heart many times over. */
const many = 1000;

/**
 * A smaller network memorises less, but a large one that is regularised is often the better one (Zhang et al. 2017,
 * arXiv 1611.03530; Nakkiran et al. 2020, arXiv 1912.02292): it comes after the regularisers.
 */
export const smallerModel: Rule = {
  prior: { overfitting: 0.035 },
  names,
  measure: 'val_loss',

  options(patient) {
    const { model, imageSize } = patient.parameters;
    const { smaller } = sizeOf(model);
    if (smaller === null || sizeOf(smaller).smallestSide > (imageSize ?? Infinity)) return [];
    const ratio = (patient.detail?.parameterCount ?? 0) / (patient.images ?? Infinity);
    const weight = ratio > many ? 1.3 : 1;
    return [
      {
        setting: { model: smaller },
        change: `Take ${smaller}`,
        because: [reasonOf(patient, smaller)],
        weight,
      },
    ];
  },

  like(patient, { model }) {
    if (sizeOf(model).parameters >= sizeOf(patient.parameters.model).parameters) return null;
    return { change: `Take ${model}`, because: [reasonOf(patient, model)] };
  },

  words: ({ model }) => model,
};

/** What has learnt little may lack the room for it. */
export const largerModel: Rule = {
  prior: { underfitting: 0.06, plateau: 0.04 },
  names,
  measure: 'val_loss',

  options(patient) {
    const { model, imageSize } = patient.parameters;
    const { larger } = sizeOf(model);
    if (larger === null || sizeOf(larger).smallestSide > (imageSize ?? Infinity)) return [];
    return [{ setting: { model: larger }, change: `Take ${larger}`, because: [reasonOf(patient, larger)] }];
  },

  like(patient, { model }) {
    if (sizeOf(model).parameters <= sizeOf(patient.parameters.model).parameters) return null;
    return { change: `Take ${model}`, because: [reasonOf(patient, model)] };
  },

  words: ({ model }) => model,
};

function reasonOf({ parameters: { model }, detail, images }: Patient, other: ModelName): string {
  const known = detail?.parameterCount ?? null;
  const share = sizeOf(other).parameters / sizeOf(model).parameters;
  const compared =
    share < 1
      ? `${other} has about ${Number((100 * share).toPrecision(2))} % of them`
      : `${other} has about ${Number(share.toPrecision(2))} times as many`;
  if (known !== null && images !== null) {
    return `It has ${count(known)} parameters for ${count(images)} training images; ${compared}.`;
  }
  const own = known ?? sizeOf(model).parameters;
  return `${model} has ${known === null ? 'about ' : ''}${count(own)} parameters; ${compared}.`;
}
