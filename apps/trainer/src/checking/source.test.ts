import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logs, scratch } from './reading.fixture.ts';
import { formatOf, sourcesOf } from './source.ts';

test('a format is told from the name of a file, and from what a folder holds', async () => {
  const places = ['-', 'a.jsonl', 'training.csv', 'events.out.tfevents.1.host', 'https://tracking.example'];
  const folders = [join(logs, 'keras'), join(logs, 'mlruns')];
  expect(await Promise.all([...places, ...folders].map(formatOf))).toEqual([
    'histories',
    'histories',
    'csv',
    'tensorboard',
    'mlflow',
    'tensorboard',
    'mlflow',
  ]);
});

test('a name that says nothing, a folder with nothing of the kind and a missing one are bad input', async () => {
  await using folder = await scratch();
  await mkdir(join(folder.path, 'empty'));
  await writeFile(join(folder.path, 'log'), '');
  const message = async (name: string) =>
    formatOf(join(folder.path, name)).catch((error: unknown) => String(error));
  expect(await message('log')).toContain('its name does not say what it holds');
  expect(await message('empty')).toContain('neither TensorBoard event files nor an MLflow store');
  expect(await message('missing')).toContain('ENOENT');
});

test('without any place it is stdin; a place that is given by its format needs no telling name', () => {
  expect(sourcesOf({})).toEqual([{ format: 'histories', place: '-' }]);
  expect(sourcesOf({ files: ['a.csv'], csv: 'log', mlflow: 'm' })).toEqual([
    { format: null, place: 'a.csv' },
    { format: 'csv', place: 'log' },
    { format: 'mlflow', place: 'm' },
  ]);
});
