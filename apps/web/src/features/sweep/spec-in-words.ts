import { datasetTitle } from '@tenbin/contracts';
import type { SweepSpec } from '@tenbin/contracts';
import { count, figure, rate } from '../../format/number.ts';
import { factorsInWords } from '../../sweeps/varying.ts';

/** "grid · 4 batchSize × 5 optimizer × 3 seeds · at most 2 h · animals.zip, 30 % for validation". */
export function specInWords(spec: SweepSpec): string {
  const parts = [
    methodInWords(spec),
    factorsInWords(spec),
    limitsInWords(spec),
    pruningInWords(spec),
    dataInWords(spec),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function methodInWords({ method, against, goal }: SweepSpec): string {
  return against.length === 0 ? method : `${method}, ${goal.metric} against ${against.join(' and ')}`;
}

function limitsInWords({ method, budget: { trials, epochs, hours, concurrency } }: SweepSpec): string {
  const limits = [
    ...(trials === undefined || method !== 'grid' ? [] : [`${count(trials)} trials`]),
    ...(epochs === undefined ? [] : [`${count(epochs)} epochs`]),
    ...(hours === undefined ? [] : [`${figure(hours)} h`]),
    ...(concurrency === undefined ? [] : [`${count(concurrency)} at once`]),
  ];
  return limits.length === 0 ? '' : `at most ${limits.join(', ')}`;
}

function pruningInWords({ earlyTermination: rule }: SweepSpec): string {
  return rule.type === 'none' ? '' : `stopped early by ${rule.type}`;
}

function dataInWords({ dataset }: SweepSpec): string {
  const { folds, test, validation } = dataset;
  const title = datasetTitle(dataset);
  const file = title.split('/').findLast((part) => part !== '') ?? title;
  const split = folds === undefined ? `${rate(validation)} for validation` : `${folds} folds`;
  return `${file}, ${split}${test === 0 ? '' : `, ${rate(test)} for a test`}`;
}
