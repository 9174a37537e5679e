import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '@tenbin/contracts';

/** Who the server runs as. */
export interface Account {
  uid: number;
  gid: number;
  name: string;
}

/**
 * The account that Postgres has to run as: null for "as we are". Postgres refuses to run as root, so root
 * lends it the account that owns the data already, else `postgres`, else `nobody`.
 * @throws AppError `database_unavailable` when we are root and the machine has none of them
 */
export function serverAccount(dataDirectory: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').flatMap(parseAccount);
  const owner = existsSync(join(dataDirectory, 'PG_VERSION')) ? statSync(dataDirectory).uid : 0;
  if (owner !== 0) {
    const { gid } = statSync(dataDirectory);
    return accounts.find(({ uid }) => uid === owner) ?? { uid: owner, gid, name: `user ${String(owner)}` };
  }
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find((candidate) => candidate.name === name && candidate.uid !== 0);
    if (account) return account;
  }
  throw new AppError({
    code: 'database_unavailable',
    message:
      'Postgres cannot run as root, and /etc/passwd names no user "postgres" or "nobody" to run it as.',
    hint: 'Create one (useradd --system postgres), or start Tenbin as an ordinary user, or set DATABASE_URL.',
  });
}

/** Whether the account may pass through every folder on the way to `path`. What is not there yet is no obstacle. */
export function canReach(account: Account, path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

function parseAccount(line: string): Account[] {
  const [name, , uid, gid] = line.split(':');
  return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
}
