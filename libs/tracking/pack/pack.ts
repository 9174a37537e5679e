// `npm run pack -w @tenbin/tracking [-- FOLDER]`: the SDK as a package that can be installed anywhere, or published.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildPackage } from './build-package.ts';

const [folder = process.env['INIT_CWD'] ?? '.'] = process.argv.slice(2);
const to = resolve(folder);
await mkdir(to, { recursive: true });
const build = await mkdtemp(join(tmpdir(), 'tenbin-pack-'));
try {
  await buildPackage(join(build, 'package'));
  const { status } = spawnSync('npm', ['pack', '--pack-destination', to], {
    cwd: join(build, 'package'),
    stdio: 'inherit',
    shell: process.platform === 'win32', // where npm is a script of the shell
  });
  process.exitCode = status ?? 1;
} finally {
  await rm(build, { recursive: true, force: true });
}
