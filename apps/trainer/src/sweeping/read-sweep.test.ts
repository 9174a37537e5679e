import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTenbin } from '../../fixtures/stack.ts';
import { tinyPictures } from '../../fixtures/tiny-pictures.ts';
import { repository } from '../cli/env.ts';
import { readSweep } from './read-sweep.ts';

const examples = join(repository, 'examples/sweeps');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenbin-sweep-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(text: string): Promise<string> {
  const file = join(folder, 'sweep.yaml');
  await writeFile(file, text);
  return file;
}

const grey = { width: 8, height: 8, channels: 3, background: '#888' } as const;

async function pictures(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(join(folder, name), { recursive: true });
    await sharp({ create: grey })
      .png()
      .toFile(join(folder, name, 'a.png'));
  }
}

test('the data set is looked for beside the sweep file and gets its absolute path', async () => {
  await pictures('pictures/cat', 'pictures/dog');
  const file = await written('name: x\ndataset: { path: pictures }\nparameters: { epochs: { value: 1 } }');
  const { spec, total, images, files, notes } = await readSweep(file);
  expect(spec.dataset.path).toBe(join(folder, 'pictures'));
  expect({ total, images, files, notes }).toEqual({
    total: 1,
    images: { classes: 2, nativeSide: 8 },
    files: 2,
    notes: [],
  });
});

test('--data wins over the data set of the file, and begins in the working directory', async () => {
  await pictures('mine/cat', 'mine/dog');
  const data = relative(process.cwd(), join(folder, 'mine'));
  const split = 'dataset: { path: nowhere, validation: 0.5 }';
  const file = await written(`name: x\n${split}\nparameters: { epochs: { value: 1 } }`);
  const { spec, notes } = await readSweep(file, { data });
  expect(spec.dataset).toMatchObject({ path: join(folder, 'mine'), validation: 0.5 });
  expect(notes).toEqual([`dataset: ${join(folder, 'mine')} instead of nowhere`]);
  await expect(readSweep(file, { data: 'nothing/here' })).rejects.toMatchObject({
    code: 'dataset_missing',
    message: `--data nothing/here: there is no data set at ${resolve('nothing/here')}`,
  });
});

test('a W&B sweep file is read as it is, and what was translated comes with it', async () => {
  const { notes, spec } = await readSweep(join(examples, 'from-wandb.yaml'), {
    data: join(examples, '../data/animals.zip'),
  });
  expect(notes).toContain('run_cap is a budget of 12 trials');
  expect(spec).toMatchObject({ method: 'random', parameters: { batchSize: { step: 8 } } });
});

test.each(await readdir(examples))('the example %s can be started', async (name) => {
  const { total } = await readSweep(join(examples, name), {
    data: join(examples, '../data/animals.zip'),
    force: true,
  });
  expect(total).toBeGreaterThan(1);
});

test('a data set of one class is refused with file and line before anything is queued', async () => {
  await pictures('alone/cat');
  const file = await written('name: x\ndataset:\n  path: alone\nparameters: { epochs: { value: 1 } }');
  await expect(readSweep(file)).rejects.toMatchObject({
    code: 'dataset_invalid',
    message: `${file}:3: ${join(folder, 'alone')} holds only one class folder (cat)`,
  });
});

test('a data set that is not there is told with file and line', async () => {
  const file = await written('name: x\ndataset:\n  path: nowhere\nparameters: { epochs: { value: 1 } }');
  await expect(readSweep(file)).rejects.toMatchObject({
    code: 'dataset_missing',
    message: `${file}:3: there is no data set at ${join(folder, 'nowhere')}`,
  });
});

test('what needs more memory than there is is refused with file and line, unless it is forced', async () => {
  const file = await written(
    'name: x\ndataset: { path: tiny.zip }\nparameters:\n  model: { value: vgg-16 }\n  epochs: { value: 1 }',
  );
  await writeFile(join(folder, 'tiny.zip'), await tinyPictures());
  const machineBytes = 400 * 1024 ** 2;
  const refused = readSweep(file, { machineBytes });
  await expect(refused).rejects.toHaveProperty('code', 'memory_short');
  await expect(refused).rejects.toThrow(`${file}:3: vgg-16 needs `);
  await expect(refused).rejects.toThrow('this machine has 400 MiB');
  await expect(readSweep(file, { machineBytes, force: true })).resolves.toMatchObject({ total: 1 });
});

test('a model that cannot take the images is refused with file and line', async () => {
  const file = await written(
    'name: x\ndataset: { path: tiny.zip }\nparameters:\n  model: { value: vgg-16 }\n  imageSize: { value: 16 }',
  );
  await writeFile(join(folder, 'tiny.zip'), await tinyPictures());
  const refused = readSweep(file, { force: true });
  await expect(refused).rejects.toHaveProperty('code', 'model_invalid');
  await expect(refused).rejects.toThrow(`${file}:3: vgg-16 cannot take images of 16 × 16 × 3`);
});

test('a grid of ten million trials is refused with file and line before anything else', async () => {
  const values = Array.from({ length: 200 }, (_, at) => at + 1).join(', ');
  const file = await written(
    `name: x\ndataset: { path: nowhere }\nseeds: 250\nparameters: { batchSize: { values: [${values}] }, epochs: { values: [${values}] } }`,
  );
  const refused = readSweep(file);
  await expect(refused).rejects.toHaveProperty('code', 'sweep_invalid');
  await expect(refused).rejects.toThrow(`${file}:4: `);
});

test('no file at all is bad input', async () => {
  const file = join(folder, 'missing.yaml');
  await expect(readSweep(file)).rejects.toMatchObject({
    code: 'bad_input',
    message: `${file} cannot be read: no such file or folder`,
  });
});

test('the command ends with status 2 and names file, line, value and the nearest right name', async () => {
  const file = await written(
    'name: x\ndataset: { path: d }\nparameters:\n  batchSize: { value: -4 }\n  optimizer: { value: adm }\n  epoch: { value: 1 }',
  );
  const home = join(folder, 'home');
  const { stdout, stderr, exitCode } = await ended(['sweep', file, '--json'], home);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/sweep\.yaml:4:\d+: parameters\.batchSize.*-4/);
  expect(stderr).toMatch(/sweep\.yaml:5:\d+: .*"adm".*did you mean "adam"/);
  expect(stderr).toMatch(/sweep\.yaml:6:\d+: unknown key "epoch".*did you mean "epochs"/);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'sweep_invalid' } });
});

test.for([
  { args: ['swep'], says: 'Did you mean sweep?' },
  { args: ['sweep'], says: "missing required argument 'file'" },
  { args: ['worker', '--concurrency', 'many'], says: '--concurrency: ' },
])('$args is bad input', async ({ args, says }) => {
  const { stdout, stderr, exitCode } = await ended(args, join(folder, 'home'));
  expect(exitCode).toBe(2);
  expect(stdout + stderr).toContain(says);
});

async function ended(args: string[], home: string) {
  const tenbin = startTenbin(args, { TENBIN_HOME: home });
  const exitCode = await tenbin.exited;
  return { stdout: tenbin.stdout, stderr: tenbin.stderr, exitCode };
}
