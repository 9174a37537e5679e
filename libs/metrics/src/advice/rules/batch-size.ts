import type { TrialParameters } from '@tenbin/contracts';
import { count, counted } from '../figures.ts';
import type { Option, Patient, Rule } from '../rule.ts';

/** Outside of these most data sets train worse. */
const least = 16;
const most = 256;

/**
 * Another batch size. Large batches lead to sharp minima (Keskar et al. 2017, arXiv 1609.04836); small ones make more
 * steps an epoch, so that a run of a given number of epochs memorises sooner. Which of the two it is, siblings tell better
 * than the textbook: its prior is small.
 */
export const batchSize: Rule = {
  prior: { overfitting: 0.02, underfitting: 0.03, plateau: 0.02 },
  names: ['batchSize'],
  measure: 'val_loss',

  options(patient) {
    const { batchSize: own } = patient.parameters;
    const smaller = [Math.max(least, Math.floor(own / 4))].filter((size) => own >= 64 && size < own);
    const larger = [Math.min(most, 4 * own)].filter((size) => own <= 64 && size > own);
    const sizes = patient.verdict.state === 'overfitting' ? [...larger, ...smaller] : smaller;
    return sizes.map((size) => optionOf(patient, size));
  },

  like(patient, sibling) {
    const { batchSize: size } = sibling;
    const { batchSize: own } = patient.parameters;
    if (size === own || (patient.verdict.state !== 'overfitting' && size > own)) return null;
    return optionOf(patient, size);
  },

  words: (parameters: TrialParameters) => `batches of ${parameters.batchSize}`,
};

function optionOf({ parameters, images }: Patient, size: number): Option {
  const { batchSize: own, epochs } = parameters;
  const change = `Train on batches of ${size}`;
  if (images === null)
    return {
      setting: { batchSize: size },
      change,
      because: [`A step sees ${counted(own, 'image')}.`],
    };
  const steps = (batch: number) => count(epochs * Math.ceil(images / batch));
  const because = [
    `It makes ${steps(own)} steps in ${counted(epochs, 'epoch')}; with batches of ${size} it would make ${steps(size)}.`,
  ];
  return { setting: { batchSize: size }, change, because };
}
