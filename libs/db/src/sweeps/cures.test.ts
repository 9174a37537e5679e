import { AppError } from '@tenbin/contracts';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { begunRuns, source, spec } from '../../test/samples.ts';
import { controlSweep } from '../control/control-sweep.ts';
import { remove } from '../removal/remove.ts';
import type { Database } from '../database.ts';
import { createSweep } from './create-sweep.ts';
import { getSweep, listSweeps } from './read-sweeps.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

/** A sweep of one run that has begun, and a follow-up of it. */
async function curedRun(): Promise<{ ill: number; runId: number; cure: number }> {
  const { sweepId, claims } = await begunRuns(db, 1);
  const [run] = claims;
  if (!run) throw new Error('the sweep has no run');
  const cure = await createSweep(db, { spec, source, total: 2, cureOf: run.runId });
  return { ill: sweepId, runId: run.runId, cure };
}

/** Another file than that of `curedRun`. */
const other = `${source}# another\n`;

const cureOf = async (sweepId: number) => (await getSweep(db, sweepId)).cureOf;

test('a follow-up knows the run that it tries to cure, and any other sweep knows none', async () => {
  const { ill, runId, cure } = await curedRun();
  expect(await cureOf(cure)).toBe(runId);
  const [newest, older] = await listSweeps(db);
  expect(newest).toMatchObject({ id: cure, cureOf: runId });
  expect(older).toMatchObject({ id: ill, cureOf: null });
});

test('the same cure of a run is not queued twice, but again once it has ended, and another one beside it', async () => {
  const { runId, cure } = await curedRun();
  const again = (text: string) => createSweep(db, { spec, source: text, total: 2, cureOf: runId });
  await expect(again(source)).rejects.toThrow(`Sweep ${String(cure)} tries the same cure`);
  expect(await again(other)).toBeGreaterThan(cure);
  await controlSweep(db, cure, 'stop');
  const second = await again(source);
  const twice = await Promise.allSettled([again(source), again(source)]);
  expect(twice.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await cureOf(second)).toBe(runId);
});

test('a run that is gone cannot be cured: nothing is written', async () => {
  const { ill, runId } = await curedRun();
  await remove(db, { kind: 'sweep', id: ill });
  const before = (await listSweeps(db)).length;
  await expect(createSweep(db, { spec, source, total: 1, cureOf: runId })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await listSweeps(db)).toHaveLength(before);
});

test('a follow-up outlives the run that it tries to cure, and is told to who watches', async () => {
  const { ill, cure } = await curedRun();
  const before = await changedIn(db, cure);
  await remove(db, { kind: 'sweep', id: ill });
  expect(await getSweep(db, cure)).toMatchObject({ cureOf: null, total: 2, status: 'running' });
  expect(await changedIn(db, cure)).not.toBe(before);
});

test('the ill and their cures can be removed at once, while new ones are made', async () => {
  const rounds = Array.from({ length: 6 }, async () => {
    const { ill, runId, cure } = await curedRun();
    const late = createSweep(db, { spec, source: other, total: 1, cureOf: runId }).catch(
      (error: unknown) => error,
    );
    await Promise.all([
      remove(db, { kind: 'sweep', id: ill }),
      remove(db, { kind: 'sweep', id: cure }),
      late,
    ]);
    return late;
  });
  const found = await Promise.all(rounds);
  const outcomes = found.map((late) => (typeof late === 'number' ? cureOf(late) : codeOf(late)));
  for (const outcome of await Promise.all(outcomes)) expect([null, 'not_found']).toContain(outcome);
});

const codeOf = (error: unknown): unknown => (error instanceof AppError ? error.code : error);

async function changedIn({ pool }: Database, sweepId: number): Promise<string | undefined> {
  const { rows } = await pool.query<{ at: string }>(
    'select changed_in::text as at from sweep where id = $1',
    [sweepId],
  );
  return rows[0]?.at;
}
