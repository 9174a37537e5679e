import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * A Python environment of its own with these packages, made once; pip knows mirrors from its own configuration. It is
 * moved into place when it is whole, so one that was cut short is never taken for one.
 * @param packages as pip takes them, `keras==3.11.3`
 * @returns a line of why it cannot be had here; null when it is there
 */
export async function pythonEnvironment(
  folder: string,
  packages: readonly string[],
  { log = () => {} }: { log?: (line: string) => void } = {},
): Promise<string | null> {
  if (existsSync(join(folder, 'bin/python'))) return null;
  const part = `${folder}.part`;
  log(`installing ${packages.join(' ')} into ${folder} …`);
  try {
    await rm(part, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    await run('python3', ['-m', 'venv', '--symlinks', part]);
    const quietly = ['--quiet', '--disable-pip-version-check'];
    await run(join(part, 'bin/python'), ['-m', 'pip', 'install', ...quietly, ...packages]);
    await rm(folder, { recursive: true, force: true });
    await rename(part, folder);
    return null;
  } catch (error) {
    return `${packages.join(' ')} cannot be had here: ${error instanceof Error ? error.message : String(error)}`;
  }
}
