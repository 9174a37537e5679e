import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { dataPreview } from '../cli/data-preview.ts';
import { Output } from '../cli/output.ts';
import { readEnv } from '../cli/env.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenbin-preview-'));
  for (const [label, name] of ['cat', 'dog'].entries()) {
    await mkdir(join(folder, 'images', name), { recursive: true });
    for (let at = 0; at < 6; at += 1) {
      const noise = { type: 'gaussian' as const, mean: 60 + 40 * label, sigma: 40 };
      const picture = sharp({ create: { width: 40, height: 40, channels: 3, background: 'black', noise } });
      await picture.toFile(join(folder, 'images', name, `${at}.png`));
    }
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** What the command writes to stdout. */
async function preview(input: Record<string, string>): Promise<string> {
  const written: string[] = [];
  const write = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => written.push(String(text)) > 0);
  try {
    await dataPreview.run(
      { dataset: join(folder, 'images'), out: join(folder, 'sheet.png'), json: true, ...input },
      {
        env: readEnv({ TENBIN_HOME: join(folder, 'home') }),
        output: new Output(true),
        stop: new AbortController().signal,
        kill: new AbortController().signal,
      },
    );
  } finally {
    write.mockRestore();
  }
  return written.join('');
}

test('one sheet of originals beside their versions is drawn, and said where it is', async () => {
  const out = join(folder, 'sheet.png');
  const printed: unknown = JSON.parse(await preview({ augmentation: 'none', flip: '1', count: '3' }));
  const versions = Array.from({ length: 7 }, () => 'mirrored');
  expect(printed).toMatchObject({ out, rows: ['cat', 'dog', 'cat'].map((label) => ({ label, versions })) });
  const { data, info } = await sharp(out).raw().toBuffer({ resolveWithObject: true });
  // 40 pixels three times, seven versions behind the original.
  expect([info.width, info.height]).toEqual([4 + 120 + 16 + 7 * 124, 4 + 3 * 124]);
  const line = (from: number) =>
    Array.from({ length: 40 }, (_, pixel) => data[(5 * info.width + from + 3 * pixel) * info.channels]);
  expect(line(140)).toEqual(line(4).toReversed());
});

test('a strength out of range is refused by name', async () => {
  await expect(preview({ rotate: '200' })).rejects.toThrow('--rotate');
});

test('a place that cannot be written is named', async () => {
  const out = join(folder, 'nowhere', 'sheet.png');
  await expect(preview({ out })).rejects.toThrow(`${out} cannot be written`);
});

test('a data set that is not there is named', async () => {
  await expect(preview({ dataset: join(folder, 'none') })).rejects.toMatchObject({ code: 'dataset_missing' });
});
