import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { writeStoredZip } from './stored-zip.ts';

export type Files = [path: string, content: Buffer][];

/** A folder for data sets that is gone after the test. */
export async function temporaryData() {
  const home = await mkdtemp(join(tmpdir(), 'tenbin-data-'));
  return {
    home,
    async asFolder(files: Files): Promise<string> {
      const root = await mkdtemp(join(home, 'folder-'));
      for (const [path, content] of files) {
        await mkdir(dirname(join(root, path)), { recursive: true });
        await writeFile(join(root, path), content);
      }
      return root;
    },
    async asZip(files: Files): Promise<string> {
      const path = join(await mkdtemp(join(home, 'zip-')), 'images.zip');
      await writeStoredZip(
        path,
        files.map(([name, bytes]) => ({ name, bytes })),
      );
      return path;
    },
    [Symbol.asyncDispose]: () => rm(home, { recursive: true }),
  };
}

/** Different small pictures: noise has no copies. */
export async function photos(
  folder: string,
  count: number,
  [width, height]: [number, number] = [20, 16],
): Promise<Files> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  const create = {
    width,
    height,
    channels: 3 as const,
    background: 'black',
    noise,
  };
  return Promise.all(
    Array.from({ length: count }, async (_, at): Promise<Files[number]> => [
      `${folder}/${at}.png`,
      await sharp({ create }).png().toBuffer(),
    ]),
  );
}
