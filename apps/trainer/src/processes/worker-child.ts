import { join } from 'node:path';
import { repository } from '../cli/env.ts';
import type { Env } from '../cli/env.ts';
import { startChild } from './child.ts';
import { openLogFile } from './log-file.ts';
import { supervise } from './supervise.ts';

/** From SIGTERM to SIGKILL, in milliseconds: a worker's trials may take five seconds of it. */
const killMs = 10_000;

export interface WorkerChildOptions {
  env: Env;
  databaseUrl: string;
  stop: AbortSignal;
  kill: AbortSignal;
  say: (line: string) => void;
}

/** Keeps a worker alive as a child process until `stop`; its words go to `<home>/logs/worker.log`. */
export async function superviseWorker({ env, databaseUrl, ...rest }: WorkerChildOptions): Promise<void> {
  await using log = await openLogFile(join(env.home, 'logs/worker.log'));
  await supervise({
    name: 'worker',
    killMs,
    start: () =>
      startChild({
        script: join(repository, 'apps/trainer/src/cli/main.ts'),
        arguments: ['worker'],
        environment: { ...env.inherited, TENBIN_HOME: env.home, DATABASE_URL: databaseUrl },
        log: (line) => log.write(line),
      }),
    ...rest,
  });
}
