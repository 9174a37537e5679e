import { median } from '../benchmark.ts';
import type { Label } from './truth.ts';

/** A training whose truth is known. */
export interface Case {
  label: Label;
  /** At each epoch; NaN where it is no number. */
  testLoss: readonly number[];
}

/** What a detector says of a training; epochs count from 0. */
export interface Answer {
  /** Its verdict on the whole history. */
  overfit: boolean;
  /** The last good epoch, of a training that it calls overfit. */
  onset: number | null;
  /** When it raised its first alarm, knowing the epochs up to there alone; null when it never did. */
  detectedAt: number | null;
  /** The best epoch as far as was known at the alarm; the onset by default. */
  restore?: number | null;
}

/** Shares are 0–1; NaN where there is nothing to tell it from. */
export interface Score {
  precision: number;
  recall: number;
  f1: number;
  /** Trainings without harm that are called overfit. */
  falsePositives: number;
  /** Epochs between the onset told and the true one, over true positives. */
  onsetError: { mean: number; median: number };
  /** Median of the epochs from the true onset to the alarm, over true positives. */
  delay: number;
  /** Alarms on true positives that came before the true onset. */
  early: number;
  /** How much worse the test loss of the restored epoch is than the best, 1 at most, over all. */
  regret: number;
  /** Epochs that were not trained, over trainings that overfit. */
  saved: number;
  /** Trainings without harm that were stopped to end more than 5 % worse. */
  lost: number;
  counts: { tp: number; fp: number; fn: number; tn: number };
}

/** Scores `answers` against the cases at the same places; those in the grey zone are left out. */
export function scoreOf(cases: readonly Case[], answers: readonly Answer[]): Score {
  const clear = cases.flatMap((each, at) => {
    const answer = answers[at];
    return each.label.borderline || answer === undefined
      ? []
      : [{ ...each, answer, stop: stopOf(each, answer) }];
  });
  const count = (overfit: boolean, called: boolean): number =>
    clear.filter(({ label, answer }) => label.overfit === overfit && answer.overfit === called).length;
  const counts = {
    tp: count(true, true),
    fp: count(false, true),
    fn: count(true, false),
    tn: count(false, false),
  };
  const found = clear.flatMap(({ label: { overfit, onset }, answer }) =>
    overfit && answer.overfit && onset !== null ? [{ onset, answer }] : [],
  );
  const errors = found.flatMap(({ onset, answer }) =>
    answer.onset === null ? [] : [Math.abs(answer.onset - onset)],
  );
  const delays = found.flatMap(({ onset, answer: { detectedAt } }) =>
    detectedAt === null ? [] : [detectedAt - onset],
  );
  const whole = clear.filter(({ testLoss }) => testLoss.every(Number.isFinite));
  const harmed = whole.filter(({ label }) => label.overfit);
  const { tp, fp, fn, tn } = counts;
  return {
    ...ratesOf(counts),
    falsePositives: fp + tn === 0 ? 0 : fp / (fp + tn),
    onsetError: { mean: mean(errors), median: median(errors) ?? NaN },
    delay: median(delays) ?? NaN,
    early: mean(delays.map((delay) => Number(delay < 0))),
    regret: mean(whole.map(({ stop }) => stop.regret)),
    saved: mean(harmed.map(({ stop }) => stop.saved)),
    lost: mean(whole.flatMap(({ label, stop }) => (label.overfit ? [] : [Number(stop.lost)]))),
    counts: { tp, fp, fn, tn },
  };
}

/** Of no finding at all they are 0. */
function ratesOf({ tp, fp, fn }: Score['counts']): Pick<Score, 'precision' | 'recall' | 'f1'> {
  const precision = tp + fp === 0 ? 0 : tp / (tp + fp);
  const recall = tp + fn === 0 ? 0 : tp / (tp + fn);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}

/** What comes of stopping at the alarm, and going back to the best epoch known then; without one, of training on. */
function stopOf({ testLoss }: Case, { onset, detectedAt, restore }: Answer) {
  const last = testLoss.length - 1;
  const back = restore ?? onset;
  const place = detectedAt === null ? last : back !== null && back <= detectedAt ? back : detectedAt;
  const kept = testLoss[Math.max(0, Math.min(last, place))] ?? NaN;
  return {
    regret: Math.min(1, kept / Math.min(...testLoss) - 1),
    saved: detectedAt === null ? 0 : (last - detectedAt) / testLoss.length,
    lost: detectedAt !== null && kept > 1.05 * (testLoss[last] ?? NaN),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
