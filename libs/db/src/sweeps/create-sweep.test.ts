import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { source, spec } from '../../test/samples.ts';
import { createSweep } from './create-sweep.ts';
import { getSweep } from './read-sweeps.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

async function jobsOf(sweepId: number): Promise<number> {
  const { rows } = await db.pool.query<{ jobs: number }>(
    `select count(*)::int as jobs from queue.job where data ->> 'sweepId' = $1`,
    [String(sweepId)],
  );
  return rows[0]?.jobs ?? 0;
}

test('a sweep has exactly as many jobs as trials, however many', async () => {
  for (const total of [1, 7, 2500]) {
    const id = await createSweep(db, { spec, source, total });
    expect(await jobsOf(id)).toBe(total);
    expect(await getSweep(db, id)).toMatchObject({
      total,
      counts: { queued: total },
      status: 'running',
      spec,
    });
  }
});

/** Commits that wrote a sweep fail until this is disposed of. */
async function refusedCommits(): Promise<AsyncDisposable> {
  await db.pool.query(`
    create function refuse() returns trigger language plpgsql as $$ begin raise 'refused at commit'; end $$;
    create constraint trigger refuse after insert on sweep deferrable initially deferred
      for each row execute function refuse();`);
  return {
    [Symbol.asyncDispose]: async () => {
      await db.pool.query('drop function refuse cascade');
    },
  };
}

/** Jobs cannot be queued until this is disposed of. */
async function refusedJobs(): Promise<AsyncDisposable> {
  await db.pool.query('alter table queue.job add constraint refused check (name is null) not valid');
  return {
    [Symbol.asyncDispose]: async () => {
      await db.pool.query('alter table queue.job drop constraint refused');
    },
  };
}

test.each([refusedJobs, refusedCommits])(
  'sweep and jobs are written both or neither: %o',
  async (refusal) => {
    const state = async () => {
      const { rows } = await db.pool.query<object>(
        'select (select count(*) from sweep) as sweeps, (select count(*) from queue.job) as jobs',
      );
      return rows;
    };
    const before = await state();
    {
      await using refused = await refusal();
      expect(refused).toBeDefined();
      await expect(createSweep(db, { spec, source, total: 3 })).rejects.toThrow('refused');
    }
    expect(await state()).toEqual(before);
  },
);

test('its file is kept to the letter', async () => {
  const text = `# über 猫\r\n${source}`;
  const id = await createSweep(db, { spec, source: text, total: 1 });
  expect(await db.prisma.sweep.findUnique({ where: { id }, select: { source: true } })).toEqual({
    source: text,
  });
});
