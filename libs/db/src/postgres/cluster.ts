import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { startFailure } from './start-failure.ts';
import { serverUser } from './server-file.ts';

/**
 * Makes the data folder of a new server, unless there is one. It appears under its name only when it is
 * whole, so that an interrupted start leaves nothing half made.
 * @throws AppError `disk_full` or `database_unavailable` with what initdb said
 */
export function ensureCluster(options: {
  binaries: Binaries;
  account: Account | null;
  data: string;
  password: string;
}): void {
  const { binaries, account, data, password } = options;
  if (existsSync(join(data, 'PG_VERSION'))) return;
  if (existsSync(data) && readdirSync(data).length > 0) {
    throw startFailure(data, `${data} holds something else than Postgres data: it is left as it is`);
  }
  mkdirSync(dirname(data), { recursive: true });
  const partial = mkdtempSync(`${data}-new-`);
  const passwordFile = join(tmpdir(), `tenbin-${randomBytes(8).toString('hex')}`);
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
    if (account) {
      chownSync(partial, account.uid, account.gid);
      chownSync(passwordFile, account.uid, account.gid);
    }
    const { status, stdout, stderr, error } = spawnSync(
      binaries.initdb,
      // prettier-ignore
      ['-D', partial, '-U', serverUser, '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8', '--locale=C', '--no-instructions'],
      { ...runAs(account), env: serverEnvironment(), cwd: tmpdir(), encoding: 'utf8', windowsHide: true },
    );
    if (status !== 0) throw startFailure(data, error ? error.message : `${stdout}${stderr}`);
    rename(partial, data);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(partial, { recursive: true, force: true });
  }
}

export function runAs(account: Account | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/** Our environment without what would steer the server: `PG…` variables and the locale. */
export function serverEnvironment() {
  const environment = { ...process.env, LC_ALL: 'C', LANG: 'C' };
  for (const name of Object.keys(environment)) {
    if (name.startsWith('PG')) Reflect.deleteProperty(environment, name);
  }
  return environment;
}

/** Another process may have made the same cluster with the same password meanwhile: then that one counts. */
function rename(partial: string, data: string): void {
  try {
    renameSync(partial, data);
  } catch (error) {
    if (!existsSync(join(data, 'PG_VERSION'))) throw error;
  }
}
