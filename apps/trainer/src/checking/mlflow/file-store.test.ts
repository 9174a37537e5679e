import { appendFile, cp, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { epochMetricKeys } from '@tenbin/contracts';
import { kerasHistory, logs, readAll, scratch, valuesOf } from '../reading.fixture.ts';
import { readFileStore } from './file-store.ts';

const store = join(logs, 'mlruns');
const [experiment = ''] = await readdir(store);

test('a store that MLflow wrote gives its runs, without the deleted one', async () => {
  const { found, problems } = await readAll(readFileStore, store);
  expect(problems).toEqual([]);
  const [overfits, diverges] = found.toSorted((a, b) => b.epochs.length - a.epochs.length);
  expect(found).toHaveLength(2);
  for (const key of epochMetricKeys) expect(valuesOf(overfits, key)).toEqual(kerasHistory[key]);
  expect(valuesOf(diverges, 'loss')).toEqual([1, 2, NaN, NaN]);
  expect(valuesOf(diverges, 'val_loss')).toEqual([1, 3, Infinity, NaN]);
});

test('an experiment, a run’s folder, and one run of a store can be asked for', async () => {
  const { found } = await readAll(readFileStore, join(store, experiment));
  const [first] = found;
  expect(found).toHaveLength(2);
  const folder = await readAll(readFileStore, join(store, experiment, String(first?.id)));
  expect(folder.found).toEqual([first]);
  const named = await readAll(readFileStore, store, { run: String(first?.id) });
  expect(named.found).toEqual([first]);
  await expect(readAll(readFileStore, store, { run: 'none' })).rejects.toMatchObject({ code: 'not_found' });
});

test('a later value of a step counts, and a line that is none is named', async () => {
  await using copy = await scratch();
  await cp(store, copy.path, { recursive: true });
  const { found } = await readAll(readFileStore, copy.path);
  const run = found.find(({ epochs }) => epochs.length === 30);
  const file = join(copy.path, experiment, String(run?.id), 'metrics/val_loss');
  await appendFile(file, '1750000001000 0.25 3\nnonsense\n');
  const again = await readAll(readFileStore, join(copy.path, experiment, basename(String(run?.id))));
  expect(valuesOf(again.found[0], 'val_loss')).toEqual(kerasHistory.val_loss.with(3, 0.25));
  expect(again.problems).toEqual([`${file}: line 32: must be "timestamp value step", got "nonsense"`]);
});
