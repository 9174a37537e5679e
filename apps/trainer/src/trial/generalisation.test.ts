import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Generalisation, RunRecord, Verdict } from '@tenbin/contracts';
import { checkpointPaths } from '@tenbin/training';
import { comparable, pointsOf, trialPlace } from './trial-place.fixture.ts';
import type { Told, TrialPlace } from './trial-place.fixture.ts';

/** Long enough to be judged, at a rate with which val_loss goes up and down. */
const parameters = { epochs: 8, learningRate: 0.05, optimizer: 'adam' } as const;

let place: TrialPlace;
/** Of those parameters, undisturbed. */
let whole: Told;
beforeAll(async () => {
  place = await trialPlace();
  whole = await place.trial({ runId: 1, parameters });
}, 30_000);
afterAll(() => place[Symbol.asyncDispose]());

const pathsOf = (runId: number) => checkpointPaths(join(place.home, `checkpoints/run-${runId}`));

function generalisationIn(records: RunRecord[]): Generalisation {
  const found = records.flatMap((record) => (record.kind === 'generalisation' ? record.generalisation : []));
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`recorded ${found.length} times`);
  return only;
}

const verdictsIn = (records: RunRecord[]): Verdict[] =>
  records.flatMap((record) => (record.kind === 'verdict' ? record.verdict : []));

const valuesOf = (records: RunRecord[], key: string): number[] =>
  pointsOf(records).flatMap((point) => (point.key === key ? point.value : []));

test('a run records how its best and its last weights do on training images, and how each class fared', () => {
  const { records } = whole;
  const { best, last, classes, leakage } = generalisationIn(records);
  const valLosses = valuesOf(records, 'val_loss');
  const lowest = Math.min(...valLosses);
  expect(best?.epoch).toBe(valLosses.indexOf(lowest) + 1);
  expect(last?.epoch).toBe(8);
  // Half of twelve pictures of each of three classes.
  for (const at of [best, last]) expect(at).toMatchObject({ trainImages: 18 });
  expect((last?.gap.value ?? NaN) + (last?.trainLoss ?? NaN)).toBeCloseTo(valLosses[7] ?? NaN, 5);
  expect((best?.gap.value ?? NaN) + (best?.trainLoss ?? NaN)).toBeCloseTo(lowest, 5);
  expect(classes.map(({ name, images }) => [name, images])).toEqual([
    ['blue', 3],
    ['green', 3],
    ['red', 3],
  ]);
  for (const [at, valLoss] of valLosses.entries()) {
    const mean = classes.reduce((sum, { losses }) => sum + (losses[at] ?? NaN), 0) / 3;
    expect(mean).toBeCloseTo(valLoss, 5);
  }
  expect(leakage).toBeNull();
  expect(verdictsIn(records).map(({ basis }) => basis)).toContain('pictures');
});

test('a run that goes on from its checkpoint records the same verdicts and the same generalisation', async () => {
  await place.trial({ runId: 4, parameters, stopAfter: 5 });
  const resumed = await place.trial({ runId: 4, attempt: 2, parameters });
  expect(resumed.lines).toContainEqual(expect.stringMatching(/^going on after epoch 5/));
  expect(verdictsIn(resumed.records)).toEqual(verdictsIn(whole.records));
  expect(comparable(resumed.records)).toEqual(comparable(whole.records));
});

test('losses that cannot be read back are told, and the run is judged by its curves to the end', async () => {
  await place.trial({ runId: 6, parameters, stopAfter: 5 });
  const { losses } = pathsOf(6);
  await writeFile(losses, (await readFile(losses)).subarray(0, 200));
  const resumed = await place.trial({ runId: 6, attempt: 2, parameters });
  expect(resumed.lines).toContainEqual(expect.stringMatching(/losses\.book .*judged by its curves alone$/));
  expect(verdictsIn(resumed.records).map(({ basis }) => basis)).toEqual(Array(8).fill('curves'));
  const { classes, ...rest } = generalisationIn(resumed.records);
  expect(classes).toEqual([]);
  expect(rest).toEqual({ ...generalisationIn(whole.records), classes: undefined });
});

test('without its best weights a run says it of the last alone', async () => {
  await place.trial({ runId: 7, parameters });
  await rm(pathsOf(7).best);
  const { records, lines } = await place.trial({ runId: 7, attempt: 2, parameters });
  expect(lines).toContainEqual(expect.stringMatching(/^the weights of epoch \d+ cannot be tested/));
  const { best, last } = generalisationIn(records);
  expect({ best, last }).toMatchObject({ best: null, last: { epoch: 8 } });
});

test('a run that went astray after some epochs says it of the last one that was whole, also when it does so again', async () => {
  const astray = {
    model: 'vgg-small',
    learningRate: 100,
    schedule: 'cosine',
    warmupEpochs: 190,
    epochs: 200,
  } as const;
  const { records } = await place.trial({ runId: 8, parameters: astray });
  const verdicts = verdictsIn(records);
  expect(verdicts.at(-1)?.state).toBe('diverged');
  const lastWhole = verdicts.length - 1;
  const { best, last, classes } = generalisationIn(records);
  expect({ best, last }).toMatchObject({ best: { epoch: 1 }, last: { epoch: lastWhole } });
  expect(classes[0]?.losses).toHaveLength(lastWhole);
  const { value = NaN } = last?.gap ?? {};
  const valLoss = valuesOf(records, 'val_loss')[lastWhole - 1] ?? NaN;
  expect((value + (last?.trainLoss ?? NaN)) / valLoss).toBeCloseTo(1, 5);
  const again = await place.trial({ runId: 8, attempt: 2, parameters: astray });
  expect(comparable(again.records)).toEqual(comparable(records));
});
