import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { getSweep, listSweeps, sweepQueue } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from './fresh-database.fixture.ts';
import { launchSweep, lookAt } from './launch-sweep.ts';

const sample = join(import.meta.dirname, '../../../../examples/data/animals.zip');
const stack = new AsyncDisposableStack();
let database: Database;

beforeAll(async () => {
  database = await freshDatabase(stack);
}, 60_000);

afterAll(() => stack.disposeAsync());

const sourceOf = (path: string, model: string, batchSize: number) =>
  `name: launched\ndataset: { path: ${JSON.stringify(path)} }\nparameters:\n  model: { value: ${model} }\n  batchSize: { values: [8, ${batchSize}] }\n`;

describe('launching a sweep', { timeout: 30_000 }, () => {
  it('queues exactly its trials, with a path that holds wherever the worker runs', async () => {
    const source = sourceOf(relative(process.cwd(), sample), 'mlp', 16);
    const id = await launchSweep(database, { source, anyway: false });
    const sweep = await getSweep(database, id);
    expect(sweep).toMatchObject({ name: 'launched', total: 2, spec: { dataset: { path: sample } } });
    expect(sweep.provenance).toEqual({ host: hostname(), command: 'dashboard', git: null });
    await using queue = await sweepQueue(database);
    expect(await queue.take()).toMatchObject({ sweepId: id });
  });

  it('is refused for a data set that is not there, a model that cannot take it, and bad YAML', async () => {
    const before = await listSweeps(database);
    const launch = (source: string) => launchSweep(database, { source, anyway: true });
    await expect(launch(sourceOf('/no/such/folder', 'mlp', 16))).rejects.toMatchObject({
      code: 'dataset_missing',
    });
    const tiny = `${sourceOf(sample, 'vgg-16', 16)}  imageSize: { value: 16 }\n`;
    await expect(launch(tiny)).rejects.toMatchObject({ code: 'model_invalid' });
    await expect(launch('name: x')).rejects.toMatchObject({ code: 'sweep_invalid' });
    expect(await listSweeps(database)).toEqual(before);
  });

  it('is refused for data that the trainer could not train on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tenbin-odd-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    const broken = join(folder, 'broken.zip');
    await writeFile(broken, 'PK and no more');
    const launch = (source: string) => launchSweep(database, { source, anyway: true, home: folder });
    await expect(launch(sourceOf(broken, 'mlp', 16))).rejects.toMatchObject({ code: 'dataset_invalid' });
    const missing = sourceOf('', 'mlp', 16).replace('path: ""', 'name: mnist');
    await expect(launch(missing)).rejects.toMatchObject({ code: 'dataset_missing' });
    expect(await lookAt({ name: 'animals' }, folder)).toEqual({ side: 28, classes: 3 });
  });

  it('of what does not fit in memory has to be wanted', async () => {
    const source = sourceOf(sample, 'vgg-16', 65_536);
    const refusal = launchSweep(database, { source, anyway: false });
    await expect(refusal).rejects.toThrow(/^vgg-16 in batches of 65536 needs about .* this machine has/);
    const id = await launchSweep(database, { source, anyway: true });
    expect((await getSweep(database, id)).total).toBe(2);
  });
});
