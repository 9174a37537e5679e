import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@tenbin/contracts';
import pg from 'pg';
import { serverAccount } from './account.ts';
import { serverBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { embeddedPostgres } from './embedded-postgres.ts';
import type { EmbeddedPostgres } from './embedded-postgres.ts';
import { joinServer } from './owner-session.ts';
import type { OwnerSession } from './owner-session.ts';
import { freePort } from './port.ts';
import { clearStalePid } from './postmaster-pid.ts';
import { ensureServerFile, serverDatabase, serverUrl, writeServerFile } from './server-file.ts';
import type { ServerFile } from './server-file.ts';
import { lastWords, spawnServer } from './server-process.ts';
import type { ServerPlace } from './server-process.ts';
import { startFailure } from './start-failure.ts';

interface StartOptions {
  /** TENBIN_HOME, absolute. */
  home: string;
  log: (line: string) => void;
}

/** After a kill -9 the old server's processes need a moment to let go of the data. */
const attempts = 20;
const attemptPauseMs = 500;
const readyWithinMs = 120_000;

/**
 * The embedded Postgres of this home: data in `<home>/postgres`, port and password in `<home>/postgres.json`,
 * its messages in `<home>/postgres.log`. Root's server runs as another user: under a home that is closed to
 * others its data lie in `/var/lib/tenbin/data` (postgres.json says where), and removing the home leaves them.
 *
 * One server a home. If one answers already it is shared, and stays when we dispose of it, unless its owner is
 * dead (killed before it could stop it): then we own it from now on and stop it in the end.
 * A server that was killed recovers its data by itself; the start is repeated until it has.
 * @throws AppError `database_unavailable` or `disk_full`, with what Postgres said and what to do
 */
export async function startPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  try {
    return await shareOrStart(options);
  } catch (error) {
    throw error instanceof AppError ? error : startFailure(options.home, String(error));
  }
}

async function shareOrStart({ home, log }: StartOptions): Promise<EmbeddedPostgres> {
  mkdirSync(home, { recursive: true });
  const { data, password } = ensureServerFile(home, serverAccount);
  const account = serverAccount(data);
  const binaries = serverBinaries(account);
  const place = { binaries, account, data, logFile: join(home, 'postgres.log') };
  for (let attempt = 1; ; attempt += 1) {
    const file = ensureServerFile(home, serverAccount);
    const session = await joinServer(file);
    if (session) {
      log(session.owner ? 'Postgres still runs: taking it over' : 'Postgres runs already: sharing it');
      return embeddedPostgres({ file, place, session });
    }
    if (attempt === 1) ensureCluster({ binaries, account, data, password });
    const started = await start(home, file, place);
    if (started) {
      log(`Postgres ${binaries.version} runs on port ${String(started.file.port)}, data in ${data}`);
      return embeddedPostgres({ place, ...started });
    }
    const words = lastWords(place.logFile);
    const failure = startFailure(data, words);
    if (attempt === attempts || failure.code === 'disk_full') throw failure;
    log(`Postgres is not ready, trying again: ${words.split('\n').at(-1) ?? ''}`);
    await sleep(attemptPauseMs);
  }
}

/** Null when the server ended before it answered. */
async function start(
  home: string,
  known: ServerFile,
  place: ServerPlace,
): Promise<{ file: ServerFile; session: OwnerSession } | null> {
  clearStalePid(place.data);
  const port = await freePort(known.port);
  const child = spawnServer(place, port);
  const gone = new AbortController();
  for (const event of ['error', 'exit']) {
    child.once(event, () => {
      gone.abort();
    });
  }
  const file = { ...known, port, pid: child.pid ?? null };
  const deadline = Date.now() + readyWithinMs;
  while (!gone.signal.aborted) {
    const session = await joinServer(file);
    if (session) {
      child.unref();
      await createDatabase(file);
      writeServerFile(home, file);
      return { file, session };
    }
    if (Date.now() > deadline || lastWords(place.logFile).includes('password authentication failed')) {
      child.kill('SIGINT');
      await once(child, 'exit');
      throw unanswered(home, place);
    }
    await sleep(25);
  }
  return null;
}

async function createDatabase(file: ServerFile): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl(file, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [serverDatabase]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(serverDatabase)}`);
  } finally {
    await client.end();
  }
}

function unanswered(home: string, { data, logFile }: ServerPlace): AppError {
  return new AppError({
    code: 'database_unavailable',
    message: `The embedded Postgres in ${data} started but does not let us in:\n${lastWords(logFile)}`,
    hint: `The password in ${join(home, 'postgres.json')} has to be the one that ${data} was made with: put that file back, or move both away to start with an empty database.`,
  });
}
