import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { AppError } from '@tenbin/contracts';
import { repository } from '../cli/env.ts';
import type { Env } from '../cli/env.ts';
import { startChild } from '../processes/child.ts';
import type { Child } from '../processes/child.ts';
import { openLogFile } from '../processes/log-file.ts';
import { supervise } from '../processes/supervise.ts';

const folder = join(repository, 'apps/web');
/** From SIGTERM to SIGKILL, in milliseconds. */
const killMs = 5_000;
/** How long the dashboard may take to answer for the first time, in milliseconds. */
const answerMs = 60_000;

export interface DashboardOptions {
  env: Env;
  databaseUrl: string;
  port: number;
  stop: AbortSignal;
  kill: AbortSignal;
  say: (line: string) => void;
}

/** @throws AppError `not_found` when the dashboard was not built */
export function requireDashboard(): void {
  if (existsSync(join(folder, '.next/BUILD_ID'))) return;
  throw new AppError({
    code: 'not_found',
    message: `the dashboard is not built: there is no ${join(folder, '.next')}`,
    hint: '`npm start` builds it and then runs `tenbin up`.',
  });
}

/** Keeps the built dashboard served until `stop`; its words go to `<home>/logs/web.log`. */
export async function superviseDashboard({
  env,
  databaseUrl,
  port,
  ...rest
}: DashboardOptions): Promise<void> {
  await using log = await openLogFile(join(env.home, 'logs/web.log'));
  const served = { env, databaseUrl, port, log: (line: string) => log.write(line) };
  await supervise({ name: 'dashboard', killMs, start: () => startDashboard(served), ...rest });
}

interface Served extends Pick<DashboardOptions, 'env' | 'databaseUrl' | 'port'> {
  log: (line: string) => void;
}

/** One process that serves the built dashboard. */
export function startDashboard({ env, databaseUrl, port, log }: Served): Promise<Child> {
  const script = createRequire(join(folder, 'package.json')).resolve('next/dist/bin/next');
  const leash = pathToFileURL(join(import.meta.dirname, '../processes/exit-with-parent.ts')).href;
  return startChild({
    script,
    arguments: ['start', folder, '-H', env.host, '-p', String(port)],
    nodeOptions: ['--import', leash],
    environment: {
      ...env.inherited,
      NODE_ENV: 'production',
      TENBIN_HOME: env.home,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
    },
    log,
  });
}

/**
 * Waits until something answers at `url`.
 * @throws AppError `internal` when nothing does; the signal's reason when it is aborted
 */
export async function untilAnswered(url: string, home: string, signal: AbortSignal): Promise<void> {
  const until = performance.now() + answerMs;
  while (performance.now() < until) {
    signal.throwIfAborted();
    const answered = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    }).then(
      async (response) => {
        await response.body?.cancel();
        return response.status < 500;
      },
      () => false,
    );
    if (answered) return;
    await sleep(100, undefined, { signal }).catch(() => {});
  }
  throw new AppError({
    code: 'internal',
    message: `the dashboard does not answer at ${url}`,
    hint: `${join(home, 'logs/web.log')} says why.`,
  });
}
