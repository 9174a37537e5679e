import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppError } from '@tenbin/contracts';

/**
 * Writes a file wholly or not at all, and makes the folders that it lies in.
 * @returns its absolute path
 * @throws AppError `bad_input` for a place that cannot be written
 */
export async function writeReport(file: string, text: string): Promise<string> {
  const path = resolve(file);
  const part = `${path}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
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
