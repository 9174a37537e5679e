import { expect, test } from 'vitest';
import { fittedTrainings } from './fitted-trainings.ts';
import { knownRules } from './known-rules.ts';
import { scoreOf } from './score.ts';
import type { Answer, Case } from './score.ts';

/** What the reference scorer, in Python, prints for the reference rules on the same histories. */
const reference: [rule: string, row: string][] = [
  [
    'Keras EarlyStopping, patience 3',
    '0.544 0.988 0.701 0.516 4.12 1.0 2.0 32.7 4.2 66.1 23.1 168/141/2/132',
  ],
  ['Keras EarlyStopping, patience 5', '0.626 0.965 0.759 0.359 3.42 1.5 4.0 15.9 2.8 57.0 12.5 164/98/6/175'],
  [
    'Keras EarlyStopping, patience 10',
    '0.741 0.894 0.811 0.194 3.22 1.5 10.0 2.0 2.5 40.2 5.9 152/53/18/220',
  ],
  ['Prechelt GL 5', '0.612 1.000 0.759 0.396 5.55 3.0 0.0 48.2 7.2 71.9 27.8 170/108/0/165'],
  ['Prechelt GL 10', '0.716 0.965 0.822 0.238 4.57 2.0 2.0 36.6 4.7 61.9 16.1 164/65/6/208'],
  ['Prechelt GL 20', '0.802 0.835 0.818 0.128 3.66 2.0 6.0 19.0 3.3 44.6 7.0 142/35/28/238'],
  ['GL 5 at the end', '0.774 0.988 0.868 0.179 3.54 1.0 28.0 0.0 2.0 0.0 5.9 168/49/2/224'],
  ['GL 10 at the end', '0.871 0.912 0.891 0.084 3.45 1.0 29.0 0.0 2.1 0.0 3.7 155/23/15/250'],
  ['Prechelt UP 2, strips of 5', '0.813 0.871 0.841 0.125 3.20 1.0 11.0 2.0 2.6 35.8 1.8 148/34/22/239'],
  ['Prechelt UP 3, strips of 5', '0.888 0.606 0.720 0.048 2.32 1.0 16.0 0.0 4.7 20.7 0.7 103/13/67/260'],
  ['SageMaker Overfit, patience 5', '0.541 0.941 0.687 0.498 4.22 2.0 0.0 45.6 6.0 66.4 28.2 160/136/10/137'],
  ['gap above 0.2 at the end', '0.648 0.941 0.767 0.319 3.68 2.0 28.5 0.0 2.1 0.0 3.3 160/87/10/186'],
];

const { cases, seen } = await fittedTrainings();

test.each(reference)('%s scores on the histories as by the reference scorer', (rule, row) => {
  const detect = knownRules[rule];
  const score = scoreOf(cases, detect === undefined ? [] : seen.map(detect));
  const { precision, recall, f1, falsePositives, onsetError, delay, early, regret, saved, lost, counts } =
    score;
  const figures = [
    ...[precision, recall, f1, falsePositives].map((value) => value.toFixed(3)),
    onsetError.mean.toFixed(2),
    ...[onsetError.median, delay, 100 * early, 100 * regret, 100 * saved, 100 * lost].map((value) =>
      value.toFixed(1),
    ),
    [counts.tp, counts.fp, counts.fn, counts.tn].join('/'),
  ];
  expect(figures.join(' ')).toBe(row);
});

const overfits: Case = { label: { overfit: true, onset: 2, borderline: false }, testLoss: [3, 2, 1, 1.5, 2] };
const healthy: Case = {
  label: { overfit: false, onset: null, borderline: false },
  testLoss: [4, 3, 2, 1.5, 1],
};
const grey: Case = { ...healthy, label: { overfit: false, onset: null, borderline: true } };
const silent: Answer = { overfit: false, onset: null, detectedAt: null };

test('stopping goes back to the best epoch known at the alarm, and harms a training that would have got better', () => {
  const stopped = scoreOf([overfits], [{ overfit: true, onset: 2, detectedAt: 3, restore: 1 }]);
  expect(stopped).toMatchObject({ regret: 1, saved: 0.2, delay: 1, early: 0, onsetError: { mean: 0 } });
  const harmed = scoreOf([healthy], [{ overfit: false, onset: null, detectedAt: 2, restore: null }]);
  expect(harmed).toMatchObject({ lost: 1, regret: 1, counts: { tn: 1 } });
  expect(scoreOf([overfits, healthy], [silent, silent])).toMatchObject({
    regret: 0.5,
    saved: 0,
    lost: 0,
    f1: 0,
  });
});

test('what is in the grey zone counts for neither side', () => {
  const called: Answer = { overfit: true, onset: 1, detectedAt: 2 };
  expect(scoreOf([overfits, grey], [called, called]).counts).toEqual({ tp: 1, fp: 0, fn: 0, tn: 0 });
});
