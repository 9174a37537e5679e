import { expect, test } from 'vitest';
import { meanStd, pairedChange } from '../statistics/index.ts';
import { cureClaims } from './cure-claims.ts';
import type { CureOutcome, CureReport } from './overfit-report.ts';

interface Figures {
  loss: number[];
  gap: number[];
  accuracy: number[];
}

const before: Figures = { loss: [0.4, 0.41, 0.414], gap: [0.8, 0.81, 0.79], accuracy: [0.85, 0.86, 0.84] };
const better: Figures = { loss: [0.24, 0.246, 0.24], gap: [0.2, 0.22, 0.2], accuracy: [0.9, 0.88, 0.91] };
const same: Figures = { loss: [0.38, 0.43, 0.41], gap: [0.7, 0.85, 0.81], accuracy: [0.86, 0.85, 0.84] };

function outcome(kind: CureOutcome['kind'], figures: Figures, patch: CureOutcome['patch'] = {}): CureOutcome {
  const change = (key: keyof Figures) => pairedChange(before[key], figures[key]);
  const [loss, gap, accuracy] = [change('loss'), change('gap'), change('accuracy')];
  return {
    name: kind,
    kind,
    patch,
    runs: 3,
    overfit: 0,
    bestValLoss: meanStd(figures.loss),
    lastValLoss: meanStd(figures.loss),
    gap: meanStd(figures.gap),
    accuracy: meanStd(figures.accuracy),
    change: kind === 'baseline' || !loss || !gap || !accuracy ? null : { bestValLoss: loss, gap, accuracy },
  };
}

function report(cures: CureOutcome[], finished = true): CureReport {
  return {
    sweepId: 1,
    name: 'cure',
    runId: 1,
    finished,
    sentence: '',
    outcomes: [outcome('baseline', before), ...cures],
  };
}

test('the cure that worked is named with its numbers', () => {
  expect(cureClaims([report([outcome('augmentation', better), outcome('dropout', same)])])).toBe(
    'Augmentation is the cure that worked: it lowered the best val_loss from 0.408 to 0.242 (3 seeds, p < .001).',
  );
});

test('several that worked are told by how sure they are', () => {
  const slight = { ...better, loss: [0.35, 0.36, 0.37] };
  const sentence = cureClaims([report([outcome('weightDecay', slight), outcome('augmentation', better)])]);
  expect(sentence).toMatch(
    /^Augmentation lowered the best val_loss from 0.408 to 0.242 .*; weight decay worked too\.$/,
  );
});

test('a narrower gap is no cure when val_loss has become worse', () => {
  const dull = { loss: [0.6, 0.61, 0.614], gap: [0.1, 0.11, 0.1], accuracy: [0.7, 0.71, 0.7] };
  expect(cureClaims([report([outcome('smallerModel', dull)])])).toBe(
    'The cure that was tried has not been shown to help.',
  );
  const narrow = { ...same, gap: [0.1, 0.11, 0.1] };
  expect(cureClaims([report([outcome('dropout', narrow)])])).toMatch(
    /narrowed the gap, if not surely val_loss, from 0.800 to 0.103/,
  );
});

test('another loss is compared by accuracy, as its scale is another', () => {
  const smooth = { loss: [0.1, 0.11, 0.114], gap: [0.1, 0.11, 0.09], accuracy: [0.89, 0.9, 0.88] };
  const sentence = cureClaims([report([outcome('labelSmoothing', smooth, { labelSmoothing: 0.1 })])]);
  expect(sentence).toMatch(
    /^Label smoothing is the cure that worked: it raised val_accuracy from 0.850 to 0.890 /,
  );
});

test('with every further cure that was looked at it takes more to believe one', () => {
  const likely = { ...same, loss: [0.35, 0.35, 0.37] };
  const one = outcome('dropout', likely);
  expect(one.change?.bestValLoss.p).toBeGreaterThan(0.00625);
  expect(one.change?.bestValLoss.p).toBeLessThan(0.025);
  expect(cureClaims([report([one])])).toContain('worked');
  const others = (['optimizer', 'batchSize', 'weightDecay'] as const).map((kind) => outcome(kind, same));
  expect(cureClaims([report([one, ...others])])).toBe(
    'None of 4 cures that were tried has been shown to help beyond chance.',
  );
});

test('what is not over is awaited', () => {
  expect(cureClaims([report([outcome('augmentation', better)], false)])).toBe('1 follow-up has yet to end.');
  expect(cureClaims([])).toBeNull();
});

test('one after which fewer runs overfit is named, though chance is not ruled out', () => {
  const unsure = { loss: [0.38, 0.36, 0.45], gap: [0.2, 0.1, 0.35], accuracy: [0.86, 0.85, 0.84] };
  const ill = { ...outcome('baseline', before), overfit: 3 };
  const others = ['dropout', 'weightDecay', 'batchSize'] as const;
  const cures = [
    outcome('augmentation', unsure),
    ...others.map((kind) => ({ ...outcome(kind, same), overfit: 3 })),
  ];
  expect(cureClaims([{ ...report([]), outcomes: [ill, ...cures] }])).toBe(
    'None of 4 cures that were tried has been shown to help beyond chance, but augmentation is promising: with it ' +
      '0 of 3 runs overfit, without it 3 of 3. More seeds would tell.',
  );
});

test('one that makes the best epoch worse is not promising, whatever becomes of the gap', () => {
  const dull = { loss: [0.7, 0.71, 0.714], gap: [0.1, 0.11, 0.1], accuracy: [0.7, 0.71, 0.7] };
  const ill = { ...outcome('baseline', before), overfit: 3 };
  const cures = [outcome('augmentation', dull)];
  expect(cureClaims([{ ...report([]), outcomes: [ill, ...cures] }])).toBe(
    'The cure that was tried has not been shown to help.',
  );
});
