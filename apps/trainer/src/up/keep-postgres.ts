import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@tenbin/contracts';
import { startPostgres } from '@tenbin/db';
import type { EmbeddedPostgres } from '@tenbin/db';

/** Pause between the end of the server and its next start, in milliseconds. */
const pauseMs = 1_000;

export interface KeepOptions {
  home: string;
  kill: AbortSignal;
  say: (line: string) => void;
  /** Called when the server can no longer be kept where its clients look for it. */
  onLost: (error: AppError) => void;
}

/** The embedded Postgres, started again whenever it ends, until it is disposed of. */
export async function keepPostgres(options: KeepOptions): Promise<{ url: string } & AsyncDisposable> {
  const { home, kill } = options;
  let server = await startPostgres({ home, log: () => {} });
  const over = new AbortController();
  // An immediate shutdown: what was acknowledged is safe, and the next start recovers it.
  const killNow = (): void => {
    try {
      process.kill(server.pid, 'SIGQUIT');
    } catch {
      // It is gone already.
    }
  };
  kill.addEventListener('abort', killNow);
  const { url } = server;
  const keeping = keep(server, over.signal, options, (next) => {
    server = next;
  });
  return {
    url,
    async [Symbol.asyncDispose]() {
      over.abort();
      await server[Symbol.asyncDispose]();
      await keeping;
      kill.removeEventListener('abort', killNow);
    },
  };
}

async function keep(
  first: EmbeddedPostgres,
  over: AbortSignal,
  { home, say, onLost }: KeepOptions,
  replace: (server: EmbeddedPostgres) => void,
): Promise<void> {
  let server = first;
  for (;;) {
    const lastWords = await server.exited;
    if (over.aborted) return;
    say(`Postgres ended; it is started again. It said:\n${lastWords.replaceAll(/^/gm, '  ')}`);
    const waited = await sleep(pauseMs, true, { signal: over }).catch(() => false);
    if (!waited) return;
    try {
      server = await startPostgres({ home, log: () => {} });
    } catch (error) {
      return onLost(AppError.from(error));
    }
    replace(server);
    if (server.url !== first.url) return onLost(movedAway());
    say('Postgres runs again.');
  }
}

function movedAway(): AppError {
  return new AppError({
    code: 'database_unavailable',
    message: 'Postgres had to take another port, because its own was taken while it was down',
    hint: 'Start Tenbin again: everything then uses the new port. No data are lost.',
  });
}
