import { count, counted, percent } from '../figures.ts';
import { learningCurveOf } from '../learning-curve.ts';
import type { Option, Patient, Rule } from '../rule.ts';

/** Below this many training images more of them are worth more than anything. */
const few = 10_000;
const prior = 0.11;

/**
 * More images. Error falls as a power of their number in every field that was measured (Hestness et al. 2017, arXiv
 * 1712.00409; Sun et al. 2017, arXiv 1707.02968); runs with other shares of the images say how fast it falls here.
 */
export const moreData: Rule = {
  prior: { overfitting: prior },
  names: ['trainShare'],
  measure: 'val_loss',

  options(patient) {
    const { trainShare: share } = patient.parameters;
    const weight = patient.images !== null && patient.images < few ? 1.2 : 1;
    const setting = share < 1 ? { trainShare: Math.min(1, 2 * share) } : null;
    const change =
      setting === null ? 'Take more training images' : `Train on ${shareInWords(setting.trainShare)}`;
    const curve = learningCurveOf(patient);
    const fall = curve?.fall ?? null;
    // A fall that was measured takes the place of the one that is usual.
    const measured = fall === null ? weight : fall / prior;
    const because = [reasonOf(patient)];
    return [{ setting, change, because, weight: measured, estimate: curve?.sentence ?? null }];
  },

  like(patient, { trainShare: share }): Pick<Option, 'change' | 'because'> | null {
    if (share <= patient.parameters.trainShare) return null;
    return { change: `Train on ${shareInWords(share)}`, because: [reasonOf(patient)] };
  },

  words: ({ trainShare: share }) => shareInWords(share),
};

function shareInWords(share: number): string {
  return share === 1 ? 'all images' : `${percent(share)} of the images`;
}

function reasonOf({ images, detail, parameters }: Patient): string {
  const { trainShare: share } = parameters;
  const of = share < 1 ? `, ${percent(share)} of those there are` : '';
  const classes = detail?.dataset?.classes.length;
  if (images === null || classes === undefined) return `It learns from ${shareInWords(share)}.`;
  const each = `${count(Math.round(images / classes))} a class`;
  const own = detail?.parameterCount ?? null;
  const ratio =
    own === null
      ? ''
      : `, and the network has ${count(Math.round(own / Math.max(images, 1)))} parameters for each`;
  return `It learns from ${counted(images, 'image')}${of}, ${each}${ratio}.`;
}
