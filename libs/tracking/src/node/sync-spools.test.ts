import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderStore } from '@tenbin/artifacts';
import type { RunRecord, SessionWriter } from '@tenbin/contracts';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SessionSink } from '../../fixtures/session-sink.ts';
import { startRun, syncSpools } from '../index.ts';
import { encodeFrame } from './frame.ts';

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

test('offline everything waits in the spool, and sync delivers it once, with its files', async () => {
  const blobs = folderStore(join(directory, 'server'));
  const run = await startRun({
    project: 'p',
    directory,
    log,
    offline: true,
    console: false,
    system: false,
    git: false,
  });
  run.log({ loss: 1 });
  await run.artifact('model', { a: new Uint8Array(3) });
  expect(await syncSpools({ directory, sink, blobs, log })).toEqual({ sessions: 0, records: 0, left: 1 });
  await run.finish();
  const synced = await syncSpools({ directory, sink, blobs, log });
  expect(synced).toMatchObject({ sessions: 1, left: 0 });
  const kinds = sink.records.map(({ kind }) => kind);
  expect([...kinds].toSorted()).toEqual(['artifact', 'end', 'metrics', 'provenance', 'start']);
  expect([kinds[0], kinds.at(-1)]).toEqual(['start', 'end']);
  expect(sink.lives).toEqual([false]);
  expect(await syncSpools({ directory, sink, blobs, log })).toEqual({ sessions: 0, records: 0, left: 0 });
  expect(await readdir(directory)).toEqual(['server']);
});

test('a spool cut at every byte gives every whole record, never a wrong one, and an end', async () => {
  const writer: SessionWriter = {
    run: '00000000-0000-4000-8000-000000000001',
    session: '00000000-0000-4000-8000-000000000002',
  };
  const file = join(directory, `${writer.run}.${writer.session}.spool`);
  const said: RunRecord[] = [
    { kind: 'start', project: 'p', params: { a: NaN }, parent: null, directions: {}, at: 1 },
    { kind: 'metrics', step: 1, at: 2, values: { loss: Infinity } },
    { kind: 'metrics', step: 2, at: 3, values: { loss: -0 } },
  ];
  const frames = said.map((record, index) => encodeFrame({ seq: index + 1, record }));
  const whole = Buffer.concat(frames);
  const ends = frames.map((_, index) => Buffer.concat(frames.slice(0, index + 1)).length);
  for (let length = 0; length <= whole.length; length += 1) {
    sink = new SessionSink();
    await writeFile(file, whole);
    await truncate(file, length);
    await syncSpools({ directory, sink, log });
    const count = ends.filter((end) => end <= length).length;
    const end = { kind: 'end', status: 'crashed', at: count };
    expect(sink.records).toMatchObject(count === 0 ? [] : [...said.slice(0, count), end]);
    expect(existsSync(file)).toBe(false);
  }
});

test('what comes twice, out of order or between garbage is stored once, in order, and never wrong', async () => {
  const run = '00000000-0000-4000-8000-000000000001';
  const session = '00000000-0000-4000-8000-000000000002';
  const file = join(directory, `${run}.${session}.spool`);
  const said: RunRecord[] = [
    { kind: 'start', project: 'p', params: {}, parent: null, directions: {}, at: 1 },
    ...[1, 2, 3, 4].map((step): RunRecord => ({ kind: 'metrics', step, at: step, values: { loss: step } })),
    { kind: 'end', status: 'finished', at: 9 },
  ];
  const frames = said.map((record, index) => encodeFrame({ seq: index + 1, record }));
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...frames, ...frames], { minLength: 1 }), async (some) => {
      sink = new SessionSink();
      await writeFile(file, Buffer.concat(some));
      await syncSpools({ directory, sink, log });
      await rm(file, { force: true });
      const stored = sink.records.filter((record) => !(record.kind === 'end' && record.status === 'crashed'));
      expect(stored).toEqual(said.slice(0, stored.length));
      const there = said.findIndex((_, index) => !some.includes(frames[index] ?? Buffer.alloc(0)));
      expect(stored).toHaveLength(there === -1 ? said.length : there);
    }),
    { numRuns: 60 },
  );
});
