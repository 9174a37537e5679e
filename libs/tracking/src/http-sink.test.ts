import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fromJson, sessionBatch } from '@tenbin/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SessionSink, stepsOf } from '../fixtures/session-sink.ts';
import { startRun } from './index.ts';

const quiet = { console: false, system: false, git: false };
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

test('through HTTP: packed, with its key, and a server that is slow, full or strict is obeyed', async () => {
  const seen: { authorization: string | undefined; encoding: string | undefined; records: number }[] = [];
  const answers = [503, 429, 413, 413];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      if (request.url?.startsWith('/api/v1/runs/') === true) {
        const uuid = request.url.split('/').at(-1);
        const handle = { id: 5, uuid, project: 'cats', name: 'n', lastStep: 41, url: 'http://x/runs/5' };
        return response.end(JSON.stringify(handle));
      }
      const status = answers.shift();
      if (status !== undefined) {
        response.statusCode = status;
        response.setHeader('retry-after', '0');
        return response.end('no');
      }
      const encoding = request.headers['content-encoding'];
      const bytes = Buffer.concat(pieces);
      const text = (encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString();
      const batch = sessionBatch.parse(fromJson(JSON.parse(text)));
      seen.push({ authorization: request.headers.authorization, encoding, records: batch.records.length });
      return void sink.send(batch).then((acknowledged) => response.end(JSON.stringify({ acknowledged })));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const url = `http://127.0.0.1:${port}`;
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
  } finally {
    server.close();
    server.closeAllConnections();
  }
  expect(answers).toEqual([]);
  expect(seen.every(({ authorization }) => authorization === 'Bearer tb_x')).toBe(true);
  expect(seen.some(({ encoding }) => encoding === 'gzip')).toBe(true);
  expect(stepsOf(sink.records).slice(0, 500)).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
});
