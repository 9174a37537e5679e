import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { boardsOf, epochsSooner, gainOver, scoresOn } from './boards.ts';
import { parts, seenOn } from './parts.ts';
import { packPictures } from './picture-codec.ts';
import { readRecordings, writeRecordings } from './recording.ts';
import { plannedTrainings, pool } from './trainings.ts';
import { labelOf } from './truth.ts';

const recordings = await readRecordings(pool);

test('the recording has the planned trainings in their order, whole, with and without harm in both halves', () => {
  const plan = plannedTrainings().slice(0, recordings.length);
  expect(recordings.map(({ id, kind, half }) => ({ id, kind, half }))).toEqual(
    plan.map(({ id, kind, half }) => ({ id, kind, half })),
  );
  for (const { loss, accuracy, truth, pictures } of recordings) {
    expect([accuracy.length, truth.testLoss.length, pictures.length]).toEqual(Array(3).fill(loss.length));
    expect(pictures.every(({ losses, correct }) => losses.length === pool && correct.length === pool)).toBe(
      true,
    );
  }
  for (const half of ['development', 'kept back']) {
    const labels = recordings.filter((each) => each.half === half).map(({ truth }) => labelOf(truth));
    expect(labels.filter(({ overfit }) => overfit).length).toBeGreaterThan(5);
    expect(labels.filter(({ overfit, borderline }) => !overfit && !borderline).length).toBeGreaterThan(5);
  }
});

test('neither half has a network on data that the other has it on', () => {
  const of = (half: string): string[] =>
    plannedTrainings().flatMap((each) =>
      each.half === half ? [`${each.parameters.model} ${each.data}`] : [],
    );
  const kept = new Set(of('kept back'));
  expect(of('development').filter((pair) => kept.has(pair))).toEqual([]);
  expect(new Set([...of('development'), ...of('kept back')]).size).toBe(4);
});

test('a part of the pool has the mean of its own pictures, and small parts share none', () => {
  const [recording] = recordings;
  if (recording === undefined) throw new Error('nothing is recorded');
  for (const part of parts) {
    const { history, pictures, validationImages } = seenOn(recording, part);
    const last = Array.from(pictures?.at(-1) ?? []);
    expect(last).toHaveLength(validationImages);
    expect(history.val_loss.at(-1)).toBeCloseTo(last.reduce((sum, loss) => sum + loss, 0) / last.length, 6);
  }
  const taken = parts
    .slice(0, -1)
    .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at));
  expect(new Set(taken).size).toBe(taken.length);
});

test('a training survives the file, and what is no number stays none', async () => {
  await using folder = await temporary();
  const file = join(folder.path, 'recorded.jsonl.gz');
  const [line] = recordings
    .slice(0, 1)
    .map(({ pictures, ...rest }) => ({ ...rest, pictures: packPictures(pictures) }));
  const broken = { ...line, loss: [null, 1], accuracy: [0, 1] };
  await writeRecordings([JSON.stringify(line), JSON.stringify(broken)], file);
  const back = await readRecordings(pool, file);
  expect(back[0]).toEqual(recordings[0]);
  expect(back[1]?.loss).toEqual([NaN, 1]);
});

test('a board has every training by every size of validation set, and all of them at its end', () => {
  const some = recordings.slice(0, 8);
  const boards = boardsOf(some, 'development');
  const mine = some.filter(({ half }) => half === 'development').length;
  expect(boards.map(({ cases }) => cases.length)).toEqual([...parts.map(() => mine), mine * parts.length]);
  const [all] = boards.slice(-1);
  expect(Object.values(all?.answers ?? {}).every((answers) => answers.length === mine * parts.length)).toBe(
    true,
  );
});

test('sooner is told where both find a training that overfits', () => {
  const label = { overfit: true, onset: 1, borderline: false };
  const at = (detectedAt: number, overfit = true) => ({ overfit, onset: 1, detectedAt });
  const board = {
    title: '',
    cases: [1, 2, 3].map(() => ({ label, testLoss: [1, 1] })),
    answers: { 'by each picture': [at(3), at(4), at(5)], 'by the curves': [at(7), at(6), at(9, false)] },
  };
  // 4 and 2 epochs; the third is found by the pictures alone.
  expect(epochsSooner(board)).toBe(3);
  expect(scoresOn(board)['by the curves']?.recall).toBeCloseTo(2 / 3);
});

test('a gain is taken between the same trainings, each with all its validation sets', () => {
  const harmed = { label: { overfit: true, onset: 1, borderline: false }, testLoss: [1, 1] };
  const sound = { label: { overfit: false, onset: null, borderline: false }, testLoss: [1, 1] };
  const yes = { overfit: true, onset: 1, detectedAt: 1 };
  const no = { overfit: false, onset: null, detectedAt: null };
  // Three trainings, two sizes: of the second size the curves miss all.
  const board = {
    title: '',
    cases: [harmed, harmed, sound, harmed, harmed, sound],
    answers: { 'by each picture': [yes, yes, no, yes, yes, no], 'by the curves': [yes, yes, no, no, no, no] },
  };
  const { value, low, high } = gainOver('by the curves', board, 3);
  expect(value).toBeCloseTo(1 / 3);
  // Whichever trainings are drawn, half of their sets are missed, but for three times the sound one, where both are 0.
  expect([low, high].map((end) => Number(end.toFixed(6)))).toEqual([0.333333, 0.333333]);
  expect(gainOver('by each picture', board, 3)).toEqual({ value: 0, low: 0, high: 0 });
});

async function temporary(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'recording-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
