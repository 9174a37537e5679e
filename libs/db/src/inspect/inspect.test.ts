import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { batchOf, begunRuns, epoch, point } from '../../test/samples.ts';
import { postgresSink } from '../sink/postgres-sink.ts';
import { remove } from '../removal/remove.ts';
import { checkDatabase } from './check.ts';
import { databaseStats } from './stats.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

let runs: number[];
beforeAll(async () => {
  const { claims } = await begunRuns(db, 2);
  const sink = postgresSink(db);
  for (const claim of claims) {
    await sink.send(batchOf(claim, 1, [epoch(1, { loss: 2, val_loss: NaN }), point('loss', 2, Infinity)]));
    await sink.send(batchOf(claim, 3, [point('loss', 3, 1), point('loss', 3, -0)]));
  }
  runs = claims.map(({ runId }) => runId);
});

test('the statistics count what there is', async () => {
  await remove(db, { kind: 'run', ids: [runs[1] ?? 0] });
  const stats = await databaseStats(db);
  expect(stats).toMatchObject({ projects: 1, sweeps: 1, runs: 1, runsInTrash: 1, points: 10 });
  expect(stats.bytesPerPoint).toBeGreaterThan(0);
  expect(stats.tables.find(({ name }) => name === 'metric_summary')).toMatchObject({ rows: 4 });
  expect(stats.tables.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(stats.bytes);
});

test('a database that only Tenbin has written has no fault', async () => {
  expect(await checkDatabase(db)).toEqual([]);
});

test.each([
  ['update metric_chunk set at = at[2:] where run_id = $1', 'are not as many'],
  ['update metric_chunk set last_value = 7 where run_id = $1', 'whose notes'],
  ['update metric_summary set min_value = 0.5 where run_id = $1', 'summaries'],
  ['delete from metric_summary where run_id = $1', 'summaries'],
  [`update run set status = 'queued', job_id = null where id = $1`, 'wait in the queue of no worker'],
  [`update _prisma_migrations set checksum = '' where $1 > 0 and migration_name like '%init'`, 'were edited'],
])('after "%s" it says so', async (sql, said) => {
  await using broken = await freshDatabase();
  const { claims } = await begunRuns(broken, 1);
  const [claim] = claims;
  if (!claim) throw new Error('there is no run');
  await postgresSink(broken).send(batchOf(claim, 1, [point('loss', 1, 1), point('loss', 2, 1)]));
  await broken.pool.query(sql, [claim.runId]);
  const faults = await checkDatabase(broken);
  expect(faults.map(({ what }) => what).join()).toContain(said);
});
