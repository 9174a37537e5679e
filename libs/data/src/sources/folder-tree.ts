import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { AppError } from '@tenbin/contracts';
import type { FileTree, SourceFile } from './file-tree.ts';

/** Files whose facts are asked for at once: more gain nothing, and fewer wait for each other. */
const askedAtOnce = 64;

/**
 * Every file and folder below `folder`, links followed.
 * @throws AppError `dataset_invalid` when the folder cannot be listed
 */
export async function openFolder(folder: string): Promise<FileTree> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files: SourceFile[] = [];
    const folders: string[] = [];
    const waiting = entries.values();
    const work = async () => {
      for (const entry of waiting) {
        const place = join(entry.parentPath, entry.name);
        const found = await stat(place).catch(() => undefined);
        const path = relative(folder, place).split(sep).join('/');
        if (found?.isDirectory() === true) folders.push(path);
        if (found?.isFile() !== true) continue;
        files.push({ path, size: found.size, stamp: String(found.mtimeMs), read: () => readFile(place) });
      }
    };
    await Promise.all(Array.from({ length: askedAtOnce }, work));
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
