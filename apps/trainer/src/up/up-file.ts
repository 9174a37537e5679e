import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Where the dashboard of a home answers, and which process serves it. */
const upFile = z.object({ url: z.string(), pid: z.int().positive() });
export type UpFile = z.infer<typeof upFile>;

const pathIn = (home: string): string => join(home, 'up.json');

/** The running `tenbin up` of this home, if there is one. */
export async function readUpFile(home: string): Promise<UpFile | null> {
  try {
    const { url, pid } = upFile.parse(JSON.parse(await readFile(pathIn(home), 'utf8')));
    return isAlive(pid) ? { url, pid } : null;
  } catch {
    return null;
  }
}

/** Tells other commands of this home about the dashboard for as long as the result is not disposed of. */
export async function writeUpFile(home: string, content: UpFile): Promise<AsyncDisposable> {
  await mkdir(home, { recursive: true });
  await writeFile(pathIn(home), `${JSON.stringify(content)}\n`);
  return {
    [Symbol.asyncDispose]: () => rm(pathIn(home), { force: true }),
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user answers with EPERM.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
