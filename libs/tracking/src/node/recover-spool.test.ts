import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError, sequencedRecord } from '@tenbin/contracts';
import { RecordingSink, upTo } from '../../fixtures/recording-sink.ts';
import { encodeFrame } from './frame.ts';
import { listSpools, recoverSpool } from '../index.ts';

let directory: string;
let lines: string[];
const log = (line: string): void => void lines.push(line);
const run = { writer: { runId: 7, attempt: 1 }, log };
const spoolFile = (): string => join(directory, '7.1.spool');
const frames = upTo(3).map((step) =>
  encodeFrame({ seq: step, record: { kind: 'metrics', step, at: 0, values: { loss: 0 } } }),
);

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tenbin-spool-'));
  lines = [];
});
afterEach(() => rm(directory, { recursive: true }));

test.for([0, 1])(
  'a process killed after %i acknowledged batches loses nothing and stores nothing twice',
  async (acknowledged) => {
    const sink = new RecordingSink();
    const script = join(import.meta.dirname, '../../fixtures/dies-unacknowledged.ts');
    const child = fork(script, [directory, '100', String(acknowledged)], { stdio: 'inherit' });
    await new Promise<void>((resolve) => {
      child.on('message', (message) => {
        if (message === 'logged') return resolve();
        sink.store(sequencedRecord.array().parse(message));
      });
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(sink.seqs.length).toBeLessThan(100);
    expect(await recoverSpool({ ...run, directory, sink })).toBe(100);
    expect(sink.seqs).toEqual(upTo(100));
    expect(existsSync(spoolFile())).toBe(false);
    expect(await recoverSpool({ ...run, directory, sink })).toBe(0);
  },
);

test('what comes before a cut tail is sent, and the loss is told', async () => {
  await writeFile(spoolFile(), Buffer.concat(frames));
  await appendFile(spoolFile(), Buffer.from([9, 0, 0, 0, 1]));
  const sink = new RecordingSink();
  expect(await recoverSpool({ ...run, directory, sink })).toBe(3);
  expect(sink.seqs).toEqual([1, 2, 3]);
  expect(lines).toEqual([expect.stringContaining('the last 5 bytes are lost')]);
});

test('a spool of a replaced attempt is dropped', async () => {
  await writeFile(spoolFile(), Buffer.concat(frames));
  const sink = new RecordingSink(new AppError({ code: 'run_fenced', message: 'attempt 2', hint: '-' }));
  expect(await recoverSpool({ ...run, directory, sink })).toBe(0);
  expect(sink.stored).toEqual([]);
  expect(existsSync(spoolFile())).toBe(false);
});

test('the spool stays when the wait for the sink is given up', async () => {
  await writeFile(spoolFile(), Buffer.concat(frames));
  const sink = new RecordingSink(new Error('no database'));
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(recoverSpool({ ...run, directory, sink, signal })).rejects.toThrow('enough');
  expect(await listSpools(directory)).toEqual([{ runId: 7, attempt: 1 }]);
});

test('a folder that is not there has no spools', async () => {
  expect(await listSpools(join(directory, 'nowhere'))).toEqual([]);
});
