import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { beatWorker, listWorkers, registerWorker, removeWorker } from './workers.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

const worker = {
  id: 'w1',
  host: 'here',
  concurrency: 2,
  cores: 4,
  memoryBytes: 2 ** 36,
  engine: 'tensorflow-cpu',
};
const silence = () => db.prisma.worker.updateMany({ data: { heartbeatAt: new Date(Date.now() - 31_000) } });

test('a worker is listed while it beats, under its newest facts', async () => {
  await registerWorker(db, worker);
  await registerWorker(db, { ...worker, engine: 'cpu' });
  const [listed] = await listWorkers(db);
  expect(listed).toMatchObject({ ...worker, engine: 'cpu' });
  expect(Math.abs((listed?.startedAt ?? 0) - Date.now())).toBeLessThan(3_600_000);

  await silence();
  expect(await listWorkers(db)).toEqual([]);
  expect(await beatWorker(db, worker.id)).toBe('working');
  expect(await listWorkers(db)).toMatchObject([{ id: 'w1', startedAt: listed?.startedAt }]);
  await removeWorker(db, worker.id);
  expect(await listWorkers(db)).toEqual([]);
});

test('a worker that was never registered neither beats nor leaves', async () => {
  expect(await beatWorker(db, 'nobody')).toBeNull();
  await removeWorker(db, 'nobody');
  expect(await listWorkers(db)).toEqual([]);
});
