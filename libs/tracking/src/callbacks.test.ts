import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { recordServer } from '../fixtures/record-server.ts';
import { stepsOf } from '../fixtures/session-sink.ts';

const example = join(import.meta.dirname, '../../../examples/sdk/log-tfjs-fit.js');

test(
  'model.fit of TensorFlow.js is logged epoch by epoch, under the names that Keras has',
  { timeout: 60_000 },
  async () => {
    const spool = await mkdtemp(join(tmpdir(), 'tenbin-tfjs-'));
    await using server = await recordServer();
    await promisify(execFile)(process.execPath, [example], {
      env: { ...process.env, TENBIN_URL: server.url, TENBIN_API_KEY: 'tb_x', TENBIN_SPOOL: spool },
    });
    const { records } = server.sink;
    const epochs = records.filter((record) => record.kind !== 'metrics' || 'val_loss' in record.values);
    expect(stepsOf(epochs)).toEqual([1, 2, 3, 4, 5]);
    const names = epochs.flatMap((record) =>
      record.kind === 'metrics' ? Object.keys(record.values).toSorted().join() : [],
    );
    expect([...new Set(names)]).toEqual(['accuracy,loss,val_accuracy,val_loss']);
    // 256 points less those for validation, in batches of 16.
    const batches = records.filter((record) => record.kind === 'metrics' && 'batch/loss' in record.values);
    expect(stepsOf(batches)).toEqual(Array.from({ length: 5 * 12 }, (_, index) => index + 1));
    expect(records.find(({ kind }) => kind === 'end')).toMatchObject({ status: 'finished' });
    expect(records.find(({ kind }) => kind === 'start')).toMatchObject({
      name: 'inside a circle',
      params: { batchSize: 16, epochs: 5 },
    });
    await rm(spool, { recursive: true, force: true });
  },
);
