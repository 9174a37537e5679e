// Kills programs that log, Postgres and the server, at random moments, and compares what is stored in the end with what
// was logged: node tools/soak/logging/logging.ts [--programs 100] [--servers 20] [--seed 1]
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { randomStream } from '@tenbin/contracts';
import { createApiKey, migrate, openDatabase } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { startTenbin } from '../../../apps/trainer/fixtures/stack.ts';
import { readEnv } from '../../../apps/trainer/src/cli/env.ts';
import { requireDashboard, startDashboard, untilAnswered } from '../../../apps/trainer/src/up/dashboard.ts';
import { keepPostgres } from '../../../apps/trainer/src/up/keep-postgres.ts';
import { choosePort } from '../../../apps/trainer/src/up/port.ts';
import { killPostgres, killProcess } from '../kill.ts';
import { Program } from './programs.ts';
import type { Logged, Place } from './programs.ts';
import { storedOf } from './stored.ts';

export interface LoggingOptions {
  /** How many programs are killed. */
  programs: number;
  /** How often the server is killed, and how often Postgres. */
  servers: number;
  seed: number;
  log: (line: string) => void;
}

export interface LoggingReport {
  kills: { program: number; server: number; postgres: number };
  /** Programs that ran to their end on a full disk. */
  fullDisks: number;
  points: number;
  /** Steps that were surely logged, and are not stored. */
  lost: number;
  /** Points that are stored twice, behind a gap, or with another value. */
  wrong: number;
  /** Spools that are left when all was delivered. */
  left: number;
  /** The slowest call of log(), in milliseconds; those in which the system took the core away are counted apart. */
  slowest: Logged['slowest'];
}

/** Programs that log at the same time. */
const crowd = 2;
/** Every so manyth program has a full disk, and is let run. */
const fullDiskEvery = 5;
/** Of a program that is let run. */
const wholeSteps = 4000;
/** Between two deaths of a server it comes back and takes what has waited, in milliseconds. */
const recoveryMs = 8_000;

export async function soakLogging(options: LoggingOptions): Promise<LoggingReport> {
  const { programs, servers, log } = options;
  requireDashboard();
  const home = await mkdtemp(join(tmpdir(), 'tenbin-soak-'));
  await chmod(home, 0o755); // in a closed one, root's Postgres would keep its data elsewhere, for good
  try {
    await using door = await openDoor(home, log);
    const random = randomStream(options.seed, 'soak');
    const kills = { program: 0, server: 0, postgres: 0 };
    const ended: { logged: Logged; killed: boolean }[] = [];
    let begun = 0;
    let serverKilled = performance.now() - recoveryMs;
    const serversLeft = (): boolean => kills.server < servers || kills.postgres < servers;

    const oneAfterTheOther = async (): Promise<void> => {
      while (kills.program < programs || serversLeft()) {
        begun += 1;
        const isWhole = begun % fullDiskEvery === 0;
        const program = new Program(door.place, isWhole ? { steps: wholeSteps, diskKiB: 64 } : {});
        if (isWhole) await program.exited;
        else {
          await sleep(600 + 3000 * random.next());
          await program.kill();
          kills.program += 1;
        }
        if (program.logged !== null) ended.push({ logged: program.logged, killed: !isWhole });
        log(`${JSON.stringify(kills)}, ${begun} programs`);
      }
    };
    const killServers = async (): Promise<void> => {
      while (serversLeft()) {
        await sleep(2000 * random.next());
        if (performance.now() - serverKilled < recoveryMs) continue;
        const victim = kills.postgres < kills.server ? 'postgres' : 'server';
        if (!(await door.kill[victim]())) continue;
        kills[victim] += 1;
        serverKilled = performance.now();
      }
    };
    await Promise.all([killServers(), ...Array.from({ length: crowd }, oneAfterTheOther)]);
    const left = await deliver(door);
    const report = {
      kills,
      fullDisks: 0,
      points: 0,
      lost: 0,
      wrong: 0,
      left,
      slowest: { undisturbed: 0, preempted: 0 },
    };
    for (const { logged, killed } of ended) {
      const { steps, wrong } = await storedOf(door.db, logged.run);
      report.points += steps * 4;
      report.lost += Math.max(0, (killed ? logged.sure : wholeSteps) - steps);
      report.wrong += wrong;
      for (const kind of ['undisturbed', 'preempted'] as const)
        report.slowest[kind] = Math.max(report.slowest[kind], logged.slowest[kind]);
      if (!killed) report.fullDisks += 1;
    }
    return report;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

interface Door extends AsyncDisposable {
  place: Place;
  db: Database;
  /** False where there is nothing to kill in this moment. */
  kill: Record<'server' | 'postgres', () => Promise<boolean>>;
}

/** A Postgres and a dashboard that come back whenever they die. */
async function openDoor(home: string, log: (line: string) => void): Promise<Door> {
  const stop = new AbortController();
  const postgres = await keepPostgres({
    home,
    kill: stop.signal,
    say: log,
    onLost: (error) => log(`Postgres is lost for good: ${error.message}`),
  });
  await migrate(postgres.url);
  const db = await openDatabase(postgres.url);
  const { key: apiKey } = await createApiKey(db, 'soak');
  const limits = { TENBIN_RATE_LIMIT_REQUESTS: '1000000', TENBIN_RATE_LIMIT_BYTES: String(2 ** 40) };
  const env = readEnv({ ...process.env, ...limits, TENBIN_HOME: home });
  const port = await choosePort({ host: env.host, port: null }, () => {});
  let server = 0;
  const serving = (async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const child = await startDashboard({ env, databaseUrl: postgres.url, port, log: () => {} });
      server = child.pid;
      const end = (): void => child.kill();
      stop.signal.addEventListener('abort', end, { once: true });
      await child.exited;
      server = 0;
      stop.signal.removeEventListener('abort', end);
    }
  })();
  const url = `http://127.0.0.1:${port}`;
  await untilAnswered(url, home, stop.signal);
  return {
    db,
    place: { url, apiKey, directory: join(home, 'spool') },
    kill: {
      server: async () => killProcess(server),
      postgres: () => killPostgres(home),
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await serving;
      await db[Symbol.asyncDispose]();
      await postgres[Symbol.asyncDispose]();
    },
  };
}

/** `tenbin sync` until nothing is left, or a minute has passed. @returns how many spools are left */
async function deliver({ place }: Door): Promise<number> {
  const giveUpAt = performance.now() + 60_000;
  for (;;) {
    const { exited } = startTenbin(['sync', '--directory', place.directory, '--url', place.url], {
      TENBIN_API_KEY: place.apiKey,
    });
    await exited;
    const left = (await readdir(place.directory)).filter((name) => name.endsWith('.spool')).length;
    if (left === 0 || performance.now() > giveUpAt) return left;
    await sleep(500);
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { programs: { type: 'string' }, servers: { type: 'string' }, seed: { type: 'string' } },
  });
  const report = await soakLogging({
    programs: Number(values.programs ?? 100),
    servers: Number(values.servers ?? 20),
    seed: Number(values.seed ?? 1),
    log: console.error,
  });
  console.log(JSON.stringify(report));
  process.exitCode = report.lost + report.wrong + report.left === 0 ? 0 : 1;
}
