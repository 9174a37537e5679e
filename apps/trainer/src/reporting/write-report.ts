import { randomUUID } from 'node:crypto';
import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '@tenbin/contracts';

/**
 * Writes a file wholly or not at all, and makes the folders that it lies in. What a link leads to is written, and what is no
 * file, such as a pipe, is written into: neither is replaced.
 * @returns its absolute path
 * @throws AppError `bad_input` for a place that cannot be written
 */
export async function writeReport(file: string, text: string): Promise<string> {
  const named = resolve(file);
  const path = await realpath(named).catch(() => named);
  const part = `${path}.${randomUUID()}.part`;
  if (await isFolder(path)) {
    throw new AppError({
      code: 'bad_input',
      message: `${path} is a folder.`,
      hint: `Name a file in it, as ${join(path, 'overfitting.html')}.`,
    });
  }
  try {
    await mkdir(dirname(path), { recursive: true });
    if (await isSpecial(path)) {
      await writeFile(path, text);
      return path;
    }
    await writeFile(part, text);
    await rename(part, path);
    return path;
  } catch (cause) {
    await rm(part, { force: true }).catch(() => {});
    throw new AppError({
      code: 'bad_input',
      message: `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Name another file.',
      cause,
    });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}

async function isSpecial(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && !found.isFile() && !found.isDirectory();
}
