import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordServer } from '../fixtures/record-server.ts';
import { stepsOf } from '../fixtures/session-sink.ts';
import { startRun } from './index.ts';

const quiet = { console: false, system: false, git: false };
let directory: string;
let lines: string[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tenbin-sdk-'));
  lines = [];
});
afterEach(() => rm(directory, { recursive: true, force: true }));
const log = (line: string): void => void lines.push(line);

test('through HTTP: packed, with its key, and a server that is slow, full or strict is obeyed', async () => {
  await using server = await recordServer();
  const { url, answers, seen, sink } = server;
  answers.push(503, 429, 413, 413);
  const place = { project: 'cats', directory, log, url, apiKey: 'tb_x', ...quiet };
  const run = await startRun(place);
  for (let step = 1; step <= 500; step += 1) run.log({ loss: step, val_loss: NaN });
  expect(await run.flush()).toBe(true);
  expect([run.id, run.url]).toEqual([5, 'http://x/runs/5']);
  await run.finish();
  const again = await startRun({ ...place, resume: run.uuid });
  again.log({ loss: 1 });
  expect(again.step).toBe(42);
  await again.finish();
  expect(answers).toEqual([]);
  expect(seen.every(({ authorization }) => authorization === 'Bearer tb_x')).toBe(true);
  expect(seen.some(({ encoding }) => encoding === 'gzip')).toBe(true);
  expect(stepsOf(sink.records).slice(0, 500)).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
});
