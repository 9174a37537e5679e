import type { Env } from '../cli/env.ts';
import { reachDatabase } from '../database/reach-database.ts';
import { engineName } from './engine-name.ts';
import { defaultConcurrency, thisMachine } from './machine.ts';
import { runWorker } from './run-worker.ts';

export interface ServeOptions {
  env: Env;
  /** Trials at the same time; undefined: as many as the machine is good for. */
  concurrency: number | undefined;
  stop: AbortSignal;
  kill: AbortSignal;
  log: (line: string) => void;
}

/** `tenbin worker`: reaches the database, starting the embedded one if none runs, and works until it is stopped. */
export async function serveTrials({ env, concurrency, stop, kill, log }: ServeOptions): Promise<void> {
  await using database = await reachDatabase(env, log);
  await runWorker({
    home: env.home,
    databaseUrl: database.url,
    environment: env.inherited,
    concurrency: concurrency ?? defaultConcurrency(thisMachine()),
    engine: await engineName(env.home),
    stop,
    kill,
    log,
  });
}
