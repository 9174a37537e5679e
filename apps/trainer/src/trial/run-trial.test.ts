import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkpointPaths, readWeights } from '@tenbin/training';
import { comparable, pointsOf, trialPlace } from './trial-place.fixture.ts';
import type { TrialPlace } from './trial-place.fixture.ts';

let place: TrialPlace;
beforeAll(async () => {
  place = await trialPlace();
});
afterAll(() => place[Symbol.asyncDispose]());
const trial: TrialPlace['trial'] = (options) => place.trial(options);

test('a trial records data, engine, every epoch, matrices, doubtful labels and the test of its best weights', async () => {
  const { records } = await trial({ runId: 1, parameters: { augmentation: 'light' } });
  const points = pointsOf(records);
  const keys = ['loss', 'val_loss', 'accuracy', 'val_accuracy', 'learning_rate', 'gradient_norm'];
  const costs = ['images_per_second', 'epoch_seconds', 'data_wait_seconds', 'memory_bytes'];
  for (const key of [...keys, ...costs.map((name) => `system/${name}`)]) {
    expect(points.filter((point) => point.key === key).map(({ step }) => step)).toEqual([1, 2, 3, 4, 5]);
  }
  const lowest = points.filter(({ key }) => key === 'val_loss').toSorted((a, b) => a.value - b.value)[0];
  const tested = points.filter(({ key }) => key.startsWith('test_'));
  expect(tested.map(({ key, step }) => ({ key, step }))).toEqual([
    { key: 'test_loss', step: lowest?.step },
    { key: 'test_accuracy', step: lowest?.step },
  ]);
  const matrices = records.flatMap((record) => (record.kind === 'confusion' ? record : []));
  expect(matrices.map(({ weights, epoch }) => ({ weights, epoch }))).toEqual([
    { weights: 'best', epoch: lowest?.step },
    { weights: 'last', epoch: 5 },
  ]);
  const sheets = records.flatMap((record) => (record.kind === 'pictures' ? record.sheet.name : []));
  expect(sheets).toEqual(expect.arrayContaining(['augmentation', 'suspects']));
  const { best, last } = checkpointPaths(join(place.home, 'checkpoints/run-1'));
  expect((await readWeights(best)).epoch).toBe(lowest?.step);
  expect((await readWeights(last)).epoch).toBe(5);
});

test('a second attempt goes on where the first stopped, and records what one attempt would have', async () => {
  const whole = await trial({ runId: 2 });
  const first = await trial({ runId: 3, stopAfter: 3 });
  expect(pointsOf(first.records).filter(({ key }) => key === 'loss')).toHaveLength(3);
  const second = await trial({ runId: 3, attempt: 2 });
  expect(second.lines).toContainEqual(expect.stringMatching(/^going on after epoch 3/));
  expect(comparable(second.records)).toEqual(comparable(whole.records));
});

test('a second attempt at a run that had trained every epoch says its last words again', async () => {
  const whole = await trial({ runId: 4 });
  const again = await trial({ runId: 4, attempt: 2 });
  expect(again.lines).toContainEqual(expect.stringMatching(/^going on after epoch 5/));
  expect(comparable(again.records)).toEqual(comparable(whole.records));
});

test('a first attempt takes nothing from an older run of its number', async () => {
  await trial({ runId: 5 });
  const { lines, records } = await trial({ runId: 5, parameters: { epochs: 1 } });
  expect(lines).not.toContainEqual(expect.stringContaining('going on'));
  expect(pointsOf(records).filter(({ key }) => key === 'loss')).toHaveLength(1);
});

test('a run that diverges ends early, and its verdict says where', async () => {
  const { records } = await trial({ runId: 6, parameters: { model: 'vgg-small', learningRate: 100 } });
  const verdicts = records.flatMap((record) => (record.kind === 'verdict' ? record.verdict : []));
  expect(verdicts.at(-1)?.state).toBe('diverged');
  expect(verdicts.at(-1)?.reasons.at(-1)).toMatch(
    /^Training was stopped at batch \d of epoch \d: the loss is not a number any more\.$/,
  );
  expect(verdicts.length).toBeLessThan(5);
});

test('a trial that is to pause ends after its epoch without last words, and goes on from there', async () => {
  const whole = await trial({ runId: 7 });
  const asked: number[] = [];
  const earlyStop = async (reports: number[]) => {
    asked.push(reports.length);
    return null;
  };
  const paused = await trial({ runId: 8, earlyStop, wish: () => (asked.length === 2 ? 'pause' : null) });
  expect(paused.end).toEqual({ how: 'paused' });
  expect(pointsOf(paused.records).filter(({ key }) => key === 'loss')).toHaveLength(2);
  expect(paused.records.some(({ kind }) => kind === 'confusion')).toBe(false);
  const resumed = await trial({ runId: 8, attempt: 2 });
  expect(resumed.end).toEqual({ how: 'finished' });
  expect(comparable(resumed.records)).toEqual(comparable(whole.records));
});

test('a trial that is stopped or pruned says what its best weights make of the images', async () => {
  const reason = 'median: it is behind';
  const pruned = await trial({
    runId: 9,
    earlyStop: async (reports) => (reports.length === 3 ? reason : null),
  });
  expect(pruned.end).toEqual({ how: 'pruned', reason });
  const stopped = await trial({ runId: 10, wish: () => 'stop' });
  expect(stopped.end).toEqual({ how: 'stopped' });
  for (const [{ records }, epochs] of [
    [pruned, 3],
    [stopped, 1],
  ] as const) {
    expect(pointsOf(records).filter(({ key }) => key === 'loss')).toHaveLength(epochs);
    expect(records.flatMap((record) => (record.kind === 'confusion' ? record.weights : []))).toEqual([
      'best',
      'last',
    ]);
    expect(pointsOf(records).some(({ key }) => key === 'test_accuracy')).toBe(true);
  }
});

test('the sweep’s rule is not asked after the last epoch', async () => {
  const { end } = await trial({ runId: 11, parameters: { epochs: 1 }, earlyStop: async () => 'too late' });
  expect(end).toEqual({ how: 'finished' });
});
