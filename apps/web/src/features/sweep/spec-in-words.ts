import { datasetTitle } from '@tenbin/contracts';
import type { SweepSpec } from '@tenbin/contracts';
import { rate } from '../../format/number.ts';
import { factorsInWords } from '../../sweeps/varying.ts';

/** "grid · 4 batchSize × 5 optimizer × 3 seeds · animals.zip, 30 % for validation". */
export function specInWords(spec: SweepSpec): string {
  const { folds, test, validation } = spec.dataset;
  const title = datasetTitle(spec.dataset);
  const file = title.split('/').findLast((part) => part !== '') ?? title;
  const split = folds === undefined ? `${rate(validation)} for validation` : `${folds} folds`;
  const held = test === 0 ? '' : `, ${rate(test)} for a test`;
  const parts = [spec.method, factorsInWords(spec), `${file}, ${split}${held}`];
  return parts.filter((part) => part !== '').join(' · ');
}
