import type { EarlyTermination, SweepSpec, Trial } from '@tenbin/contracts';
import type { WeighedTraining } from '../describing/weighed-trainings.ts';
import { counted, formatBytes, formatSeconds } from '../progress/format.ts';
import type { Span, TimedTrials } from './dry-run-estimate.ts';

/** Trials that are named one by one. */
const shown = { grid: 50, other: 10 };

/** What a dry run found. */
export interface DryRun {
  spec: SweepSpec;
  total: number;
  /** The first ones. */
  trials: readonly Trial[];
  memory: { smallest: WeighedTraining; largest: WeighedTraining; machineBytes: number } | null;
  concurrency: number;
  /** The trainings whose time is known, those with the most work first. */
  steps: readonly TimedTrials[];
  /** Null when nothing could be measured. */
  seconds: Span | null;
}

/** A line for each of the first trials, and how many there are more. */
export function trialLines({ spec, trials, total }: Pick<DryRun, 'spec' | 'trials' | 'total'>): string[] {
  const grid = spec.method === 'grid';
  const named = trials.slice(0, grid ? shown.grid : shown.other);
  const more = total - named.length;
  const how = grid ? '' : ', chosen when it is their turn';
  return [
    ...named.map(
      ({ number, name, seed }) =>
        `${String(number).padStart(6)}  ${name}${several(spec) ? ` · seed ${seed}` : ''}`,
    ),
    ...(more === 0 ? [] : [`        and ${more.toLocaleString('en')} more${how}`]),
  ];
}

function several({ seeds }: SweepSpec): boolean {
  return seeds !== 1;
}

export function memoryLine({ smallest, largest, machineBytes }: NonNullable<DryRun['memory']>): string {
  const machine = `this machine has ${formatBytes(machineBytes)}`;
  const most = `${formatBytes(largest.bytes)} (${trainingWords(largest)})`;
  if (smallest.bytes === largest.bytes) return `memory: ${most} a trial; ${machine}`;
  return `memory: ${formatBytes(smallest.bytes)} (${trainingWords(smallest)}) to ${most} a trial; ${machine}`;
}

/** How long it takes, and what that is reckoned from. */
export function timeLines({ spec, steps, seconds, concurrency }: DryRun): string[] {
  if (seconds === null) return ['time: no step could be measured'];
  const { least, likely, most } = seconds;
  const side = concurrency === 1 ? 'one trial at a time' : `${concurrency} trials side by side`;
  const early = stopsEarly(spec.earlyTermination) ? ', less as far as trials are stopped early' : '';
  const words = `about ${formatSeconds(likely)} (${formatSeconds(least)} to ${formatSeconds(most)})`;
  const measured = steps.filter((step) => step.measured);
  const reckoned = steps.length - measured.length;
  return [
    `time: ${words} here with ${side}${early}, from steps that were measured:`,
    ...measured.map((step) => {
      const milliseconds = step.trainSeconds.likely * step.batchSize * 1000;
      return `        ${trainingWords(step)}, ${step.side} px: ${milliseconds.toPrecision(3)} ms a step`;
    }),
    ...(reckoned === 0
      ? []
      : [
          `        and ${counted(reckoned, 'more training')}, reckoned from these by the size of the network`,
        ]),
  ];
}

function stopsEarly({ type }: EarlyTermination): boolean {
  return type !== 'none';
}

function trainingWords({
  model,
  batchSize,
  optimizer,
}: Pick<TimedTrials, 'model' | 'batchSize' | 'optimizer'>): string {
  return `${model}, batches of ${batchSize}, ${optimizer}`;
}

/** The same for machines. */
export function documentOf({ spec, total, trials, memory, concurrency, steps, seconds }: DryRun) {
  const plain = ({ model, batchSize, optimizer, bytes }: WeighedTraining) => ({
    model,
    batchSize,
    optimizer,
    bytes,
  });
  return {
    name: spec.name,
    method: spec.method,
    total,
    trials,
    memory: memory && {
      smallest: plain(memory.smallest),
      largest: plain(memory.largest),
      machineBytes: memory.machineBytes,
    },
    time: seconds && {
      seconds,
      concurrency,
      steps: steps.map(
        ({ model, batchSize, optimizer, side, trials: count, epochs, trainSeconds, measured }) => ({
          model,
          batchSize,
          optimizer,
          side,
          trials: count,
          epochs,
          imageSeconds: trainSeconds,
          measured,
        }),
      ),
    },
  };
}
