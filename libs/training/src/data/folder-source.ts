import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { AppError } from '@tenbin/contracts';
import type { ImageSource, SourceFile } from './image-source.ts';

/**
 * Every file and folder below `folder`, links followed.
 * @throws AppError `dataset_invalid` when the folder cannot be listed
 */
export async function openFolder(folder: string): Promise<ImageSource> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files: SourceFile[] = [];
    const folders: string[] = [];
    for (const entry of entries) {
      const place = join(entry.parentPath, entry.name);
      const found = await stat(place).catch(() => undefined);
      const path = relative(folder, place).split(sep).join('/');
      if (found?.isDirectory() === true) folders.push(path);
      if (found?.isFile() !== true) continue;
      files.push({ path, size: found.size, read: () => readFile(place) });
    }
    return { files, folders, [Symbol.asyncDispose]: async () => undefined };
  } catch (cause) {
    throw new AppError({
      code: 'dataset_invalid',
      message: `the folder ${folder} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Check that the user who runs the trainer may read the folder and all that is in it.',
      cause,
    });
  }
}
