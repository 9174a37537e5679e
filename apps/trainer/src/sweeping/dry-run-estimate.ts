import type { SweepSpec } from '@tenbin/contracts';
import type { MeasuredStep } from './dry-run-messages.ts';
import type { EqualTrials } from './dry-run-trainings.ts';

/** A time, and between what it may lie. All in seconds. */
export interface Span {
  least: number;
  likely: number;
  most: number;
}

/** Trials whose steps were measured, or reckoned from those of others. */
export interface TimedTrials extends EqualTrials {
  /** Of an image that is trained on. */
  trainSeconds: Span;
  /** Of an image that is only judged. */
  evaluateSeconds: number;
  /** Of all before the first epoch. */
  startSeconds: number;
  measured: boolean;
}

export interface Measured extends MeasuredStep {
  /** From the start of a process to an engine that can be used. */
  loadSeconds: number;
}

/**
 * What a reckoned step may be off by: between batch sizes and optimizers of one model, and between models. Arithmetic
 * of equal size takes up to twice as long in one network as in another.
 */
const reckoned = { alike: 1.3, other: 2 };

/**
 * Trainings with their times: those of equal work that were not measured have them by their floating-point operations from one
 * that was, of the same model where there is one.
 */
export function timed(
  all: readonly EqualTrials[],
  measured: ReadonlyMap<EqualTrials, Measured>,
): TimedTrials[] {
  return all.flatMap((each) => {
    const own = measured.get(each);
    if (own !== undefined) return [timesOf(each, own, { factor: 1, slack: 1, measured: true })];
    const others = [...measured.keys()];
    const alike = others.find(({ model }) => model === each.model);
    const other = alike ?? others[0];
    const from = other && measured.get(other);
    if (other === undefined || from === undefined) return [];
    const slack = alike === undefined ? reckoned.other : reckoned.alike;
    return [timesOf(each, from, { factor: each.flops / other.flops, slack, measured: false })];
  });
}

interface Transfer {
  factor: number;
  slack: number;
  measured: boolean;
}

function timesOf(trials: EqualTrials, from: Measured, { factor, slack, measured }: Transfer): TimedTrials {
  const at = (share: number): number =>
    factor * (from.trainSeconds[Math.round(share * (from.trainSeconds.length - 1))] ?? 0);
  return {
    ...trials,
    measured,
    // A quarter of the steps is quicker and a quarter slower; the slowest ones were disturbed.
    trainSeconds: { least: at(0.25) / slack, likely: at(0.5), most: at(0.75) * slack },
    evaluateSeconds: factor * from.evaluateSeconds,
    startSeconds: from.loadSeconds + from.buildSeconds,
  };
}

export interface EstimateRequest {
  spec: Pick<SweepSpec, 'dataset' | 'budget'>;
  timed: readonly TimedTrials[];
  /** Images to split into training and validation. */
  files: number;
  /** Trials of the whole sweep. */
  total: number;
  /** Trials at the same time. */
  concurrency: number;
}

/**
 * What is not measured: changes of images, checkpoints, other work on the machine. In November 2026 epochs of the animals took
 * 0.95 to 1.33 times as long as their steps, on two busy cores.
 */
const rest = { least: 0.95, likely: 1.1, most: 1.4 };

/** Seconds from the first trial's start to the last one's end, when none is stopped early. */
export function estimate({ spec, timed: trainings, files, total, concurrency }: EstimateRequest): Span {
  const { dataset, budget } = spec;
  const judged = dataset.folds === undefined ? dataset.validation : 1 / dataset.folds;
  const validation = files * judged;
  const train = files * (1 - judged - (dataset.folds === undefined ? dataset.test : 0));
  const known = trainings.reduce((sum, { trials }) => sum + trials, 0);
  const epochs = (trainings.reduce((sum, each) => sum + each.epochs, 0) * total) / known;
  const share = (total / known) * Math.min(1, (budget.epochs ?? Infinity) / epochs);
  const secondsAt = (end: keyof Span): number => {
    const works = trainings.map((each) => {
      const learning = each.wholeEpochs * train * each.trainSeconds[end];
      const judging = each.epochs * validation * each.evaluateSeconds;
      return { ...each, work: each.trials * each.startSeconds + learning + judging };
    });
    const work = works.reduce((sum, each) => sum + each.work, 0) * share * rest[end];
    const longest = Math.max(...works.map((each) => each.work / each.trials)) * rest[end];
    // The last trials leave places empty: at the worst all but one while the longest runs.
    const idle = { least: 0, likely: 0.5, most: 1 }[end] * longest * (1 - 1 / concurrency);
    const seconds = Math.max(work / concurrency + idle, longest);
    return Math.min(seconds, (budget.hours ?? Infinity) * 3600 + longest);
  };
  return { least: secondsAt('least'), likely: secondsAt('likely'), most: secondsAt('most') };
}
