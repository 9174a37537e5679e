import type { Env } from '../cli/env.ts';
import { reachDatabase } from '../database/reach-database.ts';
import { chooseConcurrency } from '../calibration/choose-concurrency.ts';
import { engineName } from './engine-name.ts';
import { thisMachine } from './machine.ts';
import { runWorker } from './run-worker.ts';

export interface ServeOptions {
  env: Env;
  /** Trials at the same time; undefined: as many as train the most together on this machine. */
  concurrency: number | undefined;
  /** Seconds without work after which it ends; undefined: never. */
  idleSeconds?: number | undefined;
  stop: AbortSignal;
  kill: AbortSignal;
  log: (line: string) => void;
}

/** `tenbin worker`: reaches the database, starting the embedded one if none runs, and works until it is stopped. */
export async function serveTrials(options: ServeOptions): Promise<void> {
  const { env, concurrency, idleSeconds = null, stop, kill, log } = options;
  await using database = await reachDatabase(env, log);
  const { home, inherited: environment } = env;
  const machine = thisMachine();
  await runWorker({
    home,
    databaseUrl: database.url,
    environment,
    concurrency: concurrency ?? (await chooseConcurrency({ home, machine, environment, stop, log })),
    idleSeconds,
    engine: await engineName(home),
    stop,
    kill,
    log,
  });
}
