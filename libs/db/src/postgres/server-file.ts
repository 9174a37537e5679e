import { createHash, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '@tenbin/contracts';
import { z } from 'zod';
import { canReach } from './account.ts';
import type { Account } from './account.ts';
import { stageRoot } from './binaries.ts';

const serverFile = z.object({
  /** Folder of the data, as a rule `<home>/postgres`. */
  data: z.string(),
  password: z.string(),
  /** Kept from start to start, so that addresses which people noted stay right. */
  port: z.int().positive().nullable(),
  pid: z.int().positive().nullable(),
});
/** What `<home>/postgres.json` says about the embedded server of this home. */
export type ServerFile = z.infer<typeof serverFile>;

export const serverUser = 'tenbin';
export const serverDatabase = 'tenbin';

/** Null when this home has had no embedded server yet. */
export function readServerFile(home: string): ServerFile | null {
  let text: string;
  try {
    text = readFileSync(pathIn(home), 'utf8');
  } catch {
    return null;
  }
  try {
    return serverFile.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError({
      code: 'database_unavailable',
      message: `${pathIn(home)} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'It holds the password of the embedded Postgres: put it back from a backup, or move it and the folder "postgres" beside it away to start with an empty database.',
      cause,
    });
  }
}

/**
 * The server file of this home, made with a new password when there is none. Of several processes that
 * make it at once one wins, and all get the winner's.
 */
export function ensureServerFile(home: string, account: (data: string) => Account | null): ServerFile {
  const known = readServerFile(home);
  if (known) return known;
  mkdirSync(home, { recursive: true });
  const beside = join(resolve(home), 'postgres');
  const runsAs = account(beside);
  const data =
    runsAs && !canReach(runsAs, resolve(home)) ? join(stageRoot, 'data', nameOf(resolve(home))) : beside;
  const fresh = { data, password: randomBytes(24).toString('base64url'), port: null, pid: null };
  const draft = writeDraft(home, fresh);
  try {
    linkSync(draft, pathIn(home));
    return fresh;
  } catch (error) {
    const winner = readServerFile(home);
    if (winner) return winner;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

export function writeServerFile(home: string, file: ServerFile): void {
  renameSync(writeDraft(home, file), pathIn(home));
}

export function serverUrl({ password, port }: ServerFile, database = serverDatabase): string {
  return `postgresql://${serverUser}:${encodeURIComponent(password)}@127.0.0.1:${String(port)}/${database}`;
}

function writeDraft(home: string, file: ServerFile): string {
  const draft = `${pathIn(home)}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  return draft;
}

function pathIn(home: string): string {
  return join(home, 'postgres.json');
}

function nameOf(home: string): string {
  return createHash('sha256').update(home).digest('hex').slice(0, 12);
}
