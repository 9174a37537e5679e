import { randomUUID } from 'node:crypto';
import type { SessionWriter } from '@tenbin/contracts';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { batchOf, begunRuns, endRun, point } from '../../test/samples.ts';
import { controlSweep } from '../control/control-sweep.ts';
import { getCurves } from '../curves/get-curves.ts';
import { changesSince } from '../live/changes-since.ts';
import { findRun } from '../runs/find-run.ts';
import { getRun } from '../runs/get-run.ts';
import { beat } from '../runs/liveness.ts';
import { listRuns } from '../runs/list-runs.ts';
import { postgresSink } from '../sink/postgres-sink.ts';
import { getSweep, listSweeps, overview } from '../sweeps/read-sweeps.ts';
import { listRemoved } from './list-removed.ts';
import { namedManifests, namedPictures } from './named-blobs.ts';
import { prune } from './prune.ts';
import { remove } from './remove.ts';
import { restore } from './restore.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());
const sink = postgresSink(db);
const now = { olderThanDays: -1 };

async function loggedRun(project: string): Promise<{ id: number; writer: SessionWriter }> {
  const writer = { run: randomUUID(), session: randomUUID() };
  const params = { lr: 1 };
  const start = { kind: 'start', project, params, parent: null, directions: {}, at: 0 } as const;
  const file = {
    kind: 'artifact',
    name: 'm',
    type: 'model',
    manifest: 'ab'.repeat(32),
    bytes: 1,
    files: 1,
    at: 0,
  } as const;
  const records = [start, point('loss', 1, 1), file].map((record, index) => ({ seq: index + 1, record }));
  await sink.send({ writer, live: true, records });
  return { id: (await findRun(db, writer.run)).id, writer };
}

async function all(hashes: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const hash of hashes) found.push(hash);
  return found;
}

async function rowsOf(table: string, column: string, id: number): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    `select count(*)::int as n from ${table} where ${column} = $1`,
    [id],
  );
  return rows[0]?.n ?? -1;
}

test('a run that is deleted is nowhere, its writer hears of it, and it comes back whole', async () => {
  const { cursor } = await changesSince(db, { cursor: '' });
  const { id, writer } = await loggedRun('one');
  expect(await remove(db, { kind: 'run', ids: [id] })).toEqual([id]);
  expect(await listRuns(db, { ids: [id] })).toEqual([]);
  await expect(getRun(db, id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(findRun(db, writer.run)).rejects.toMatchObject({ code: 'not_found' });
  expect(await getCurves(db, { runIds: [id], keys: ['loss'] })).toEqual([]);
  const changes = await changesSince(db, { cursor });
  expect(changes.runs.map((run) => run.id)).not.toContain(id);
  expect(changes.removed).toContain(id);
  await expect(
    sink.send({ writer, live: true, records: [{ seq: 4, record: point('loss', 2, 2) }] }),
  ).rejects.toMatchObject({ code: 'not_found' });
  await expect(remove(db, { kind: 'run', ids: [id] })).rejects.toMatchObject({ code: 'not_found' });
  expect(await listRemoved(db)).toMatchObject([{ kind: 'run', id, runs: 1 }]);

  expect(await restore(db, { kind: 'run', ids: [id] })).toEqual([id]);
  expect(await restore(db, { kind: 'run', ids: [id] })).toEqual([]);
  expect((await getRun(db, id)).summary['loss']).toMatchObject({ count: 1 });
  expect(await sink.send({ writer, live: true, records: [{ seq: 4, record: point('loss', 2, 2) }] })).toBe(4);
  await remove(db, { kind: 'run', ids: [id] });
  await prune(db, now);
});

test('a list with one unknown run deletes none of them', async () => {
  const { id } = await loggedRun('two');
  await expect(remove(db, { kind: 'run', ids: [id, 999_999] })).rejects.toThrow('no run 999999');
  expect((await getRun(db, id)).id).toBe(id);
  await remove(db, { kind: 'project', name: 'two' });
  await prune(db, now);
});

test('a sweep takes its runs along, ends what trains, and comes back stopped', async () => {
  const { sweepId, claims } = await begunRuns(db, 2);
  const [training, finished] = claims;
  if (!training || !finished) throw new Error('the sweep has too few trials');
  await endRun(db, finished, { status: 'finished' });
  await remove(db, { kind: 'run', ids: [finished.runId] });
  const before = await overview(db);
  expect(await remove(db, { kind: 'sweep', id: sweepId })).toEqual([training.runId]);
  expect(await beat(db, training)).toEqual({ lives: false, control: null });
  await expect(sink.send(batchOf(training, 1, [point('loss', 1, 1)]))).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(getSweep(db, sweepId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(controlSweep(db, sweepId, 'resume')).rejects.toMatchObject({ code: 'not_found' });
  expect((await listSweeps(db)).map(({ id }) => id)).not.toContain(sweepId);
  expect(await overview(db)).toMatchObject({ runs: before.runs - 1, sweeps: before.sweeps - 1 });
  await expect(restore(db, { kind: 'run', ids: [training.runId] })).rejects.toThrow(
    `was deleted with its sweep ${String(sweepId)}`,
  );

  expect(await restore(db, { kind: 'sweep', id: sweepId })).toEqual([training.runId]);
  const sweep = await getSweep(db, sweepId);
  expect(sweep).toMatchObject({ status: 'stopped', counts: { finished: 0, queued: 0, running: 1 } });
  // What went before the sweep did stays deleted.
  expect((await listRemoved(db)).map(({ kind, id }) => [kind, id])).toEqual([['run', finished.runId]]);
  await remove(db, { kind: 'sweep', id: sweepId });
  await prune(db, now);
});

test('a project is deleted and brought back, and what is logged into it anew stays', async () => {
  const old = await loggedRun('cats');
  expect(await remove(db, { kind: 'project', name: 'cats' })).toEqual([old.id]);
  await expect(remove(db, { kind: 'project', name: 'cats' })).rejects.toMatchObject({ code: 'not_found' });
  expect(await restore(db, { kind: 'project', name: 'cats' })).toEqual([old.id]);
  await remove(db, { kind: 'project', name: 'cats' });
  const fresh = await loggedRun('cats');
  expect(await prune(db, now)).toMatchObject({ runs: [old.id], projects: [] });
  expect((await getRun(db, fresh.id)).project).toBe('cats');
});

test('pruning takes everything of what is old enough, and nothing else', async () => {
  const old = await loggedRun('dogs');
  const young = await loggedRun('dogs');
  const kept = await loggedRun('dogs');
  await remove(db, { kind: 'run', ids: [old.id, young.id] });
  await db.pool.query(`update run set deleted_at = now() - interval '31 days' where id = $1`, [old.id]);
  expect(await prune(db, {})).toEqual({ runs: [old.id], sweeps: [], projects: [] });
  for (const table of ['metric_chunk', 'metric_summary', 'run_param', 'run_session', 'artifact']) {
    expect([table, await rowsOf(table, 'run_id', old.id)]).toEqual([table, 0]);
    expect([table, await rowsOf(table, 'run_id', young.id)]).not.toEqual([table, 0]);
  }
  await expect(restore(db, { kind: 'run', ids: [old.id] })).rejects.toMatchObject({ code: 'not_found' });
  expect(await restore(db, { kind: 'run', ids: [young.id] })).toEqual([young.id]);
  expect((await getRun(db, kept.id)).id).toBe(kept.id);
});

test('what runs name of the blob store is read whole, also of runs that can be brought back', async () => {
  const { id, writer } = await loggedRun('blobs');
  const picture = { kind: 'image', key: 'k', step: 1, index: 0, caption: '', blob: 'cd'.repeat(32) } as const;
  const form = { mime: 'image/png', width: 1, height: 1, at: 0 } as const;
  await sink.send({ writer, live: true, records: [{ seq: 4, record: { ...picture, ...form } }] });
  await remove(db, { kind: 'run', ids: [id] });
  expect(await all(namedManifests(db))).toContain('ab'.repeat(32));
  expect(await all(namedPictures(db))).toEqual(['cd'.repeat(32)]);
  await prune(db, now);
  expect(await all(namedPictures(db))).toEqual([]);
});
