import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '@tenbin/contracts';
import type { RecordBatch, RunRecord } from '@tenbin/contracts';
import { RecordingSink, upTo } from '../../fixtures/recording-sink.ts';
import { decodeFrames } from './frame.ts';
import { openRun, recoverSpool } from '../index.ts';

let directory: string;
let lines: string[];
const log = (line: string): void => void lines.push(line);
const run = { runId: 3, attempt: 2, log };
const point = (step: number): RunRecord => ({
  kind: 'metrics',
  step,
  at: 0,
  values: { loss: 1 / step },
});
const end: RunRecord = { kind: 'end', status: 'finished', at: 0 };
const spoolFile = (): string => join(directory, '3.2.spool');

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tenbin-spool-'));
  lines = [];
});
afterEach(() => rm(directory, { recursive: true }));

test('a record is in the spool when log returns', async () => {
  const sink = new RecordingSink();
  await using logger = await openRun({ ...run, directory, sink });
  logger.log(point(1));
  logger.log(point(2));
  expect(decodeFrames(await readFile(spoolFile())).frames).toHaveLength(2);
});

test('flush waits for a sink that is away for a while, and nothing is lost or stored twice', async () => {
  const sink = new RecordingSink(new Error('no database'), new Error('no database'));
  await using logger = await openRun({ ...run, directory, sink });
  for (const step of upTo(20)) logger.log(point(step));
  await logger.flush();
  expect(sink.seqs).toEqual(upTo(20));
  expect(lines).toEqual([
    'run 3: its records wait in the spool: no database',
    'run 3: its records are being stored again',
  ]);
});

test('a batch is bounded, however much waits', async () => {
  const sink = new RecordingSink();
  await using logger = await openRun({ ...run, directory, sink });
  for (const step of upTo(2201)) logger.log(point(step));
  await logger.flush();
  expect(sink.seqs).toEqual(upTo(2201));
  expect(Math.max(...sink.batches)).toBe(1000);
});

test('a batch whose acknowledgement was lost is sent again and stored once', async () => {
  class Forgetful extends RecordingSink {
    #forgot = false;

    override async send(batch: RecordBatch): Promise<number> {
      const acknowledged = this.store(batch.records);
      if (this.#forgot) return acknowledged;
      this.#forgot = true;
      throw new Error('connection reset');
    }
  }
  const sink = new Forgetful();
  await using logger = await openRun({ ...run, directory, sink });
  for (const step of upTo(5)) logger.log(point(step));
  await logger.flush();
  expect(sink.seqs).toEqual(upTo(5));
});

test('the spool is deleted when the run has ended and everything is acknowledged, not before', async () => {
  {
    await using logger = await openRun({ ...run, directory, sink: new RecordingSink() });
    logger.log(point(1));
  }
  expect(existsSync(spoolFile())).toBe(true);
  const sink = new RecordingSink();
  {
    await using logger = await openRun({ ...run, directory, sink });
    logger.log(end);
    await logger.flush();
    expect(existsSync(spoolFile())).toBe(true);
  }
  expect(existsSync(spoolFile())).toBe(false);
  expect(sink.stored.map(({ record }) => record.kind)).toEqual(['metrics', 'end']);
});

test('an attempt that is opened again goes on behind the last whole record of its spool', async () => {
  const away = new RecordingSink();
  away.send = () => new Promise(() => {});
  const first = await openRun({ ...run, directory, sink: away });
  for (const step of upTo(3)) first.log(point(step));
  await truncate(spoolFile(), (await readFile(spoolFile())).length - 1);
  const sink = new RecordingSink();
  await using logger = await openRun({ ...run, directory, sink });
  logger.log(point(9));
  await logger.flush();
  expect(sink.seqs).toEqual([1, 2, 3]);
  expect(sink.stored.at(-1)?.record).toEqual(point(9));
  expect(lines.join()).toContain('a cut frame');
  expect(decodeFrames(await readFile(spoolFile())).damage).toBeNull();
});

test('a newer attempt stops the sending and tells the owner', async () => {
  const fenced = new AppError({
    code: 'run_fenced',
    message: 'attempt 3 is running',
    hint: 'Nothing to do.',
  });
  const sink = new RecordingSink(fenced);
  const told: AppError[] = [];
  await using logger = await openRun({ ...run, directory, sink, onFenced: (error) => told.push(error) });
  logger.log(point(1));
  await expect(logger.flush()).rejects.toBe(fenced);
  logger.log(point(2));
  await expect(logger.flush()).rejects.toBe(fenced);
  expect(told).toEqual([fenced]);
  expect(sink.stored).toEqual([]);
});

test('a wait for the sink can be given up', async () => {
  const sink = new RecordingSink();
  sink.send = () => Promise.reject(new Error('no database'));
  const logger = await openRun({ ...run, directory, sink });
  logger.log(point(1));
  await expect(logger.flush(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  expect(
    await recoverSpool({ writer: { runId: 3, attempt: 2 }, log, directory, sink: new RecordingSink() }),
  ).toBe(1);
});

test('where no spool can be written it warns once and sends from memory', async () => {
  const occupied = join(directory, 'a-file');
  await writeFile(occupied, '');
  const sink = new RecordingSink();
  await using logger = await openRun({ ...run, directory: occupied, sink });
  for (const step of upTo(5)) logger.log(point(step));
  await logger.flush();
  expect(sink.seqs).toEqual(upTo(5));
  expect(lines.filter((line) => line.includes('go on from memory'))).toHaveLength(1);
});

// 400,000 records are more than the memory that waits for a disk may hold: who stores them all takes its place.
test.each([200, 400_000])(
  'a disk that is full costs none of %i records and gives one warning',
  async (count) => {
    const child = join(import.meta.dirname, '../../fixtures/fills-the-disk.ts');
    const { stdout } = await promisify(execFile)('bash', [
      '-c',
      'ulimit -f 4; exec "$0" "$@"',
      process.execPath,
      child,
      directory,
      String(count),
    ]);
    expect(JSON.parse(stdout)).toEqual({
      stored: count,
      lost: 0,
      lines: [expect.stringContaining('go on from memory')],
    });
    expect(decodeFrames(await readFile(join(directory, '1.1.spool'))).damage).toBeNull();
  },
);
