import { join } from 'node:path';
import { z } from 'zod';
import { median, rowOf } from '../benchmark.ts';
import type { Row, Setting } from '../benchmark.ts';
import { threads } from '../machine.ts';
import { runProgram } from '../run-program.ts';

const numbers = z.array(z.number());
const eachAugmentation = z.object({ none: numbers, strong: numbers });
const answer = z.object({
  /** Milliseconds an epoch, of each round: without, and with logs and checkpoints. */
  bare: numbers,
  kept: numbers,
  /** Of those, milliseconds in which training stood still to log and save. */
  inCalls: numbers,
  /** Share of the training time that waited for the next batch. */
  waits: eachAugmentation,
  /** Images a second. */
  rates: eachAugmentation,
});

/** What an epoch costs beside its steps: logs and checkpoints as a trial makes them, and getting at its images. */
export async function epochCosts({ home, quick, log }: Setting): Promise<Row[]> {
  const argument = { home, ...(quick ? { images: 1280, epochs: 2, rounds: 2 } : full) };
  const script = join(import.meta.dirname, 'epochs.ts');
  log(`epochs of ${argument.images} images: ${argument.rounds} rounds of ${argument.epochs} epochs …`);
  const { bare, kept, inCalls, waits, rates } = await runProgram(script, { argument, threads, answer });
  const epoch = `vgg-small, an epoch of ${argument.images} images`;
  const share = inCalls.map((milliseconds, at) => (milliseconds * 100) / (kept[at] ?? Number.NaN));
  const percent = (shares: number[]): number | undefined => median(shares.map((each) => each * 100));
  return [
    ...rowOf(`${epoch}: with | without logs and checkpoints`, 'ms', [median(kept), median(bare)]),
    ...rowOf(`${epoch}: standing still to log and save`, '%', [median(share), null]),
    ...rowOf(`${epoch}: waiting for data, no augmentation`, '%', [percent(waits.none), null]),
    ...rowOf(`${epoch}: waiting for data, strong augmentation`, '%', [percent(waits.strong), null]),
    ...rowOf(`${epoch}: train, strong | no augmentation`, 'images/s', [
      median(rates.strong),
      median(rates.none),
    ]),
  ];
}

const full = { images: 6400, epochs: 3, rounds: 5 };
