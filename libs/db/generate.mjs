// Generates the Prisma client into src/generated. The Prisma CLI wants to download a schema engine that
// generating never runs: any program that is there will do in its place, so it gets the one that runs this.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const prisma = join(dirname(createRequire(import.meta.url).resolve('prisma/package.json')), 'build/index.js');
const { status, error } = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
  cwd: folder,
  stdio: 'inherit',
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
});
if (error) throw error;
process.exitCode = status ?? 1;
