import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderStore, getFiles } from '@tenbin/artifacts';
import { AppError } from '@tenbin/contracts';
import type { RunRecord } from '@tenbin/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SessionSink } from '../../fixtures/session-sink.ts';
import { logged, startRun, syncSpools, withRun } from '../index.ts';
import type { NodeRunOptions } from '../index.ts';

let directory: string;
let lines: string[];
let sink: SessionSink;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tenbin-sdk-'));
  lines = [];
  sink = new SessionSink();
});
afterEach(() => rm(directory, { recursive: true, force: true }));
const log = (line: string): void => void lines.push(line);

function options(more: Partial<NodeRunOptions> = {}): NodeRunOptions {
  return { project: 'cats', directory, sink, log, console: false, system: false, git: false, ...more };
}

const ofKind = <Kind extends RunRecord['kind']>(kind: Kind) =>
  sink.records.filter((record): record is Extract<RunRecord, { kind: Kind }> => record.kind === kind);

test('a run says what it is, what it logs, and its end, once and in order', async () => {
  {
    await using run = await startRun(
      options({
        name: 'first',
        config: { batchSize: 64, model: { depth: 3, sizes: [1, 2] } },
        seeds: { a: 1 },
      }),
    );
    for await (const _ of logged(run, [
      { loss: 2, val_loss: 3, note: 'x' },
      { loss: 1, val_loss: NaN },
    ]))
      continue;
    run.log({ loss: 0.5 }, { step: 7 });
    run.log({ nothing: null });
    run.config({ batchSize: 32 });
    run.tag('a', 'b');
    run.untag('a');
    run.rename('second');
    run.note('why');
    run.confusionMatrix(
      'validation',
      ['cat', 'dog'],
      [
        [1, 0],
        [2, 3],
      ],
    );
    run.confusionMatrix('validation', ['cat', 'dog'], [[1, 0]]);
    run.print('hello', 'stderr');
    expect(run.step).toBe(7);
  }
  expect(sink.seqs).toEqual(sink.seqs.map((_, index) => index + 1));
  expect(ofKind('start')).toMatchObject([
    { project: 'cats', name: 'first', params: { batchSize: 64, 'model.depth': 3, 'model.sizes': '[1,2]' } },
  ]);
  expect(ofKind('metrics').map(({ step, values }) => [step, values])).toEqual([
    [1, { loss: 2, val_loss: 3 }],
    [2, { loss: 1, val_loss: NaN }],
    [7, { loss: 0.5 }],
  ]);
  expect(ofKind('labels').map(({ kind: _kind, ...labels }) => labels)).toEqual([
    { tags: ['a', 'b'] },
    { tags: ['b'] },
    { name: 'second' },
    { notes: 'why' },
  ]);
  expect(ofKind('confusion')).toMatchObject([{ split: 'validation', weights: 'last', epoch: 7 }]);
  expect(lines.join()).toContain('it has 1 rows for 2 classes');
  expect(ofKind('provenance')).toMatchObject([
    { provenance: { seeds: { a: 1 }, node: process.versions.node } },
  ]);
  expect(ofKind('verdict').length).toBeGreaterThan(0);
  expect(sink.records.at(-1)).toMatchObject({ kind: 'end', status: 'finished' });
  expect(await readdir(directory)).toEqual([]);
});

test('a body that throws ends its run failed, with what was thrown', async () => {
  const body = withRun(options(), async (run) => {
    run.log({ loss: 1 });
    throw new TypeError('out of cheese');
  });
  await expect(body).rejects.toThrow('out of cheese');
  expect(sink.records.at(-1)).toMatchObject({
    kind: 'end',
    status: 'failed',
    error: { code: 'TypeError', message: 'out of cheese' },
  });
});

test('the verdict is told live, and the last one counts', async () => {
  await withRun(options(), async (run) => {
    for (let epoch = 1; epoch <= 40; epoch += 1)
      run.log({
        loss: 2 * Math.exp(-epoch / 6),
        val_loss: 0.7 + Math.exp(-epoch / 3) + Math.max(0, epoch - 9) * 0.05,
      });
    expect(run.verdict().state).toBe('overfitting');
  });
  expect(ofKind('verdict').at(-1)?.verdict).toMatchObject({ state: 'overfitting' });
});

test('files and pictures are delivered before the records that name them', async () => {
  const blobs = folderStore(join(directory, 'server'));
  sink.before = async (batch) => {
    for (const { record } of batch.records) {
      if (record.kind === 'image') await blobs.get(record.blob);
      if (record.kind === 'artifact') await getFiles(blobs, record.manifest, join(directory, 'got'));
    }
  };
  await withRun(options({ blobs }), async (run) => {
    await run.artifact('model', { 'a/weights.bin': new Uint8Array(300_000).fill(7) }, { type: 'model' });
    await run.image('worst', { data: new Uint8Array(12), width: 2, height: 2 }, { step: 3 });
    await run.image('worst', { data: new Uint8Array(4), width: 2, height: 2 }, { step: 3, caption: 'grey' });
    await expect(run.image('worst', new Uint8Array(9))).rejects.toMatchObject({ code: 'bad_input' });
    await expect(run.artifact('none', join(directory, 'nowhere'))).rejects.toMatchObject({
      code: 'bad_input',
    });
    // Left to itself, it must not end the process.
    void run.artifact('none', join(directory, 'nowhere')).catch(() => {});
  });
  expect(ofKind('artifact')).toMatchObject([{ name: 'model', type: 'model', bytes: 300_000, files: 1 }]);
  expect(ofKind('image').map(({ index, width, height, mime }) => [index, width, height, mime])).toEqual([
    [0, 2, 2, 'image/png'],
    [1, 2, 2, 'image/png'],
  ]);
  expect((await readdir(directory)).toSorted()).toEqual(['got', 'server']);
});

test('a run that is resumed keeps its uuid, and another session says so', async () => {
  const first = await startRun(options());
  await first.finish();
  const again = await startRun(options({ resume: first.uuid }));
  await again.finish();
  expect(again.uuid).toBe(first.uuid);
  expect(sink.writers.map(({ run }) => run)).toEqual([first.uuid, first.uuid]);
  expect(new Set(sink.writers.map(({ session }) => session)).size).toBe(2);
  await expect(startRun(options({ resume: 12 }))).rejects.toMatchObject({ code: 'bad_input' });
  await expect(startRun(options({ project: ' ' }))).rejects.toMatchObject({ code: 'bad_input' });
});

test('a key that does not open stops the sending with one word, and nothing is lost', async () => {
  sink.refuse = new AppError({ code: 'unauthorized', message: 'The key does not open.', hint: 'Make one.' });
  const run = await startRun(options());
  for (let step = 1; step <= 5; step += 1) run.log({ loss: step });
  expect(await run.flush({ timeoutMs: 1000 })).toBe(false);
  await run.finish();
  expect(lines.filter((line) => line.includes('does not open'))).toHaveLength(1);
  sink.refuse = null;
  expect(await syncSpools({ directory, sink, log })).toMatchObject({ sessions: 1, left: 0 });
  expect(ofKind('metrics')).toHaveLength(5);
});

test('while the sink is away memory is bounded, and everything arrives in order when it is back', async () => {
  sink.refuse = new Error('away');
  const run = await startRun(options());
  const values = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`metric-${at}`, at / 7]));
  for (let step = 1; step <= 30_000; step += 1) run.log(values);
  sink.refuse = null;
  expect(await run.flush({ timeoutMs: 20_000 })).toBe(true);
  expect(ofKind('metrics').map(({ step }) => step)).toEqual(
    Array.from({ length: 30_000 }, (_, at) => at + 1),
  );
  await run.finish();
}, 30_000);
