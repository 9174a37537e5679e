// As a program: trains vgg-small on images of noise for a few epochs in turns, bare, with the logs and checkpoints of a
// trial, and with augmented images, and says how long everything took.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { trialParameters } from '@tenbin/contracts';
import type { Sink } from '@tenbin/contracts';
import { createStep, fit, networkFor, openCheckpoints, selectEngine } from '@tenbin/training';
import type { Dataset } from '@tenbin/data';
import type { EpochResult } from '@tenbin/training';
import { openRun } from '@tenbin/tracking';
import { openJournal } from '../../../apps/trainer/src/trial/journal.ts';
import { noise } from '../noise.ts';

const given = z.object({ home: z.string(), images: z.int(), epochs: z.int(), rounds: z.int() });
const { home, images, epochs, rounds } = given.parse(JSON.parse(process.argv[2] ?? ''));
const shape = { side: 32, classes: 10 };
const log = (line: string): void => console.error(line);
const seed = 1;

const dataset: Dataset = {
  inputShape: [shape.side, shape.side, 3],
  train: imageSet(images, 1),
  validation: imageSet(Math.ceil(images / 10), 2),
  test: null,
  facts: {
    path: 'noise',
    licence: null,
    hash: '0',
    skipped: [],
    warnings: [],
    classes: Array.from({ length: shape.classes }, (_, at) => `class ${at}`),
    trainCounts: [],
    validationCounts: [],
    testCounts: [],
  },
};
/** A database that has stored everything as soon as it has it. */
const sink: Sink = { send: async ({ records }) => records.at(-1)?.seq ?? 0 };

await selectEngine({ home, log: () => undefined, prefer: 'tensorflow-cpu' });
const parametersOf = (augmentation: 'none' | 'strong') =>
  trialParameters.parse({ model: 'vgg-small', epochs, augmentation });
const network = networkFor(parametersOf('none'), dataset.inputShape, shape.classes);
using step = createStep({ network, parameters: parametersOf('none'), seed, log });
await epochsOf('none');

const bare: number[] = [];
const kept: number[] = [];
const inCalls: number[] = [];
const waits = { none: noNumbers(), strong: noNumbers() };
const rates = { none: noNumbers(), strong: noNumbers() };
for (let round = 0; round < rounds; round += 1) {
  for (const augmentation of ['none', 'strong'] as const) {
    const begin = performance.now();
    const results = await epochsOf(augmentation);
    if (augmentation === 'none') bare.push((performance.now() - begin) / epochs);
    const wait = results.reduce((sum, { waitSeconds }) => sum + waitSeconds, 0);
    waits[augmentation].push(wait / results.reduce((sum, { trainSeconds }) => sum + trainSeconds, 0));
    rates[augmentation].push(
      results.reduce((sum, { imagesPerSecond }) => sum + imagesPerSecond, 0) / results.length,
    );
  }
  const begin = performance.now();
  inCalls.push((await withRecords(round)) / epochs);
  kept.push((performance.now() - begin) / epochs);
}
console.log(JSON.stringify({ bare, kept, inCalls, waits, rates }));
process.exit();

async function epochsOf(augmentation: 'none' | 'strong'): Promise<EpochResult[]> {
  const results: EpochResult[] = [];
  const parameters = parametersOf(augmentation);
  for await (const result of fit({ step, dataset, parameters, seed })) results.push(result);
  return results;
}

/** As a trial does it; gives the milliseconds in which training stood still for it. */
async function withRecords(round: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'tenbin-bench-'));
  let stood = 0;
  try {
    const parameters = parametersOf('none');
    const { inputShape, facts } = dataset;
    const origin = { parameters, seed, inputShape, classes: facts.classes, dataset: facts.hash };
    const place = { folder: join(folder, 'checkpoints'), origin, log };
    await using checkpoints = await openCheckpoints(place);
    await using logger = await openRun({ directory: folder, runId: round + 1, attempt: 1, sink, log });
    const journal = openJournal({
      record: (record) => logger.log(record),
      now: Date.now,
      validationImages: dataset.validation.labels.length,
    });
    for await (const result of fit({ step, dataset, parameters, seed })) {
      const begin = performance.now();
      journal.epoch(result, { losses: result.validationLosses, diverged: result.diverged });
      await checkpoints.save(result);
      stood += performance.now() - begin;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return stood;
}

function imageSet(count: number, salt: number): Dataset['train'] {
  return { ...noise(count, shape, salt), files: Array.from({ length: count }, (_, at) => `${at}.png`) };
}

function noNumbers(): number[] {
  return [];
}
