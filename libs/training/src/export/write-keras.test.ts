import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { selectEngine } from '../engine/select-engine.ts';
import { kerasCheck } from './keras-python.fixture.ts';
import { exportedNames, noise, predicted, trained } from './trained.fixture.ts';
import { writeKeras } from './write-keras.ts';

beforeAll(async () => {
  await selectEngine({ home: join(import.meta.dirname, '../../../../.tenbin'), log: () => undefined });
});

const check = await kerasCheck();
if (typeof check === 'string') console.log(`skipped, not tested: ${check}`);
const savedAt = new Date(0);

test.skipIf(typeof check === 'string')(
  'Keras loads each exported network and predicts what the network itself does',
  { timeout: 300_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tenbin-keras-'));
    try {
      const { input } = noise();
      for (const name of exportedNames) {
        await writeKeras({ model: trained(name), file: join(folder, `${name}.keras`), savedAt });
        await writeFile(join(folder, `${name}.input.f32`), input);
      }
      if (typeof check !== 'string') await check(folder);
      for (const name of exportedNames) {
        const bytes = await readFile(join(folder, `${name}.output.f32`));
        const theirs = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
        const ours = predicted(name);
        expect(theirs.length).toBe(ours.length);
        const differences = theirs.map((value, at) => Math.abs(value - (ours[at] ?? Number.NaN)));
        expect({ name, close: Math.max(...differences) <= 1e-5 }).toEqual({ name, close: true });
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);

test('class names and the size of the images go along, and nothing else is left in the folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tenbin-keras-'));
  try {
    const model = trained('lenet-5');
    await writeKeras({ model, file: join(folder, 'digits.keras'), savedAt });
    expect((await readdir(folder)).toSorted()).toEqual(['digits.keras', 'digits.labels.json']);
    expect(JSON.parse(await readFile(join(folder, 'digits.labels.json'), 'utf8'))).toEqual(model.labels);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('weights of another network are refused, and no file is left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tenbin-keras-'));
  try {
    const model = { ...trained('lenet-5'), weights: trained('vgg-small').weights };
    const written = writeKeras({ model, file: join(folder, 'mixed.keras'), savedAt });
    await expect(written).rejects.toThrow(RangeError);
    expect(await readdir(folder)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
