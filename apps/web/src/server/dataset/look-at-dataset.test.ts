import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { imageSize } from './image-size.ts';
import { lookAtDataset } from './look-at-dataset.ts';

const sample = join(import.meta.dirname, '../../../../../examples/data/animals.zip');
const home = await mkdtemp(join(tmpdir(), 'tenbin-look-'));
afterAll(() => rm(home, { recursive: true, force: true }));

/** The start of a PNG of that size. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(33);
  bytes.write('\u0089PNG\r\n\u001a\n', 'latin1');
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

describe('a glance at a data set', () => {
  it('sees size and classes of a zip', async () => {
    expect(await lookAtDataset(sample)).toEqual({ side: 28, classes: 3 });
  });

  it('sees those of a folder, and passes over what is no image', async () => {
    for (const [name, side] of [
      ['cat', 40],
      ['dog', 64],
      ['horse', 48],
    ] as const) {
      await mkdir(join(home, name));
      await writeFile(join(home, name, '1.png'), png(side, 20));
      await writeFile(join(home, name, '2.JPG'), 'no image');
      await writeFile(join(home, name, 'notes.txt'), 'no image');
    }
    expect(await lookAtDataset(home)).toEqual({ side: 48, classes: 3 });
  });

  it('says when nothing is there, and knows nothing of a file that it cannot read', async () => {
    await expect(lookAtDataset(join(home, 'none'))).rejects.toMatchObject({ code: 'dataset_missing' });
    const broken = join(home, 'broken.zip');
    await writeFile(broken, 'PK and no more');
    expect(await lookAtDataset(broken)).toEqual({ side: null, classes: 0 });
    await copyFile(sample, join(home, 'data.npz'));
    expect(await lookAtDataset(join(home, 'data.npz'))).toEqual({ side: null, classes: null });
  });
});

describe('the size of an image', () => {
  it('is read from the first bytes of JPEG and GIF', () => {
    const jpeg = Buffer.from(
      'ffd8 ffe000040000 ffc4000300 ffc2000b08012c00c803000000'.replaceAll(' ', ''),
      'hex',
    );
    expect(imageSize(jpeg)).toEqual([200, 300]);
    expect(imageSize(Buffer.from('GIF89a\u0010\u0000\u0020\u0000', 'latin1'))).toEqual([16, 32]);
    expect(imageSize(jpeg.subarray(0, 10))).toBeNull();
    expect(imageSize(Buffer.from('RIFF....WEBPVP8 .....................'))).toBeNull();
  });
});
