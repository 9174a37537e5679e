import { setTimeout as sleep } from 'node:timers/promises';
import type { Child, Ending } from './child.ts';

/** Pause before a first restart, in milliseconds; each further one doubles it. */
const firstPauseMs = 1_000;
/** The longest pause, in milliseconds. */
const longestPauseMs = 30_000;
/** A process that lived this long, in milliseconds, is restarted as if it had never died before. */
const steadyMs = 60_000;

export interface Supervised {
  /** What people call it. */
  name: string;
  start: () => Promise<Child>;
  /** Milliseconds from SIGTERM to SIGKILL when it is stopped. */
  killMs: number;
  stop: AbortSignal;
  kill: AbortSignal;
  say: (line: string) => void;
}

/**
 * Keeps a process alive until `stop`: says when it died and why, and starts it again. One that ends well was told to, by
 * people, and stays away.
 */
export async function supervise({ name, start, killMs, stop, kill, say }: Supervised): Promise<void> {
  let pause = firstPauseMs;
  while (!stop.aborted) {
    const startedAt = performance.now();
    const child = await start();
    const ending = await untilStopped(child, { killMs, stop, kill });
    if (ending === null) return;
    if (ending.code === 0) return say(`the ${name} has ended, as it was told to`);
    if (performance.now() - startedAt > steadyMs) pause = firstPauseMs;
    say(`the ${name} ended ${wayOf(ending)}; it is started again in ${pause / 1000} s`);
    for (const line of ending.lastWords.slice(-5)) say(`  ${line}`);
    await sleep(pause, undefined, { signal: stop }).catch(() => {});
    pause = Math.min(pause * 2, longestPauseMs);
  }
}

/** How the child ended by itself; null when it was stopped. */
async function untilStopped(
  child: Child,
  { killMs, stop, kill }: Pick<Supervised, 'killMs' | 'stop' | 'kill'>,
): Promise<Ending | null> {
  const stopped = Promise.withResolvers<null>();
  const askToStop = (): void => stopped.resolve(null);
  stop.addEventListener('abort', askToStop, { once: true });
  kill.addEventListener('abort', child.kill, { once: true });
  try {
    if (stop.aborted) askToStop();
    const ending = await Promise.race([child.exited, stopped.promise]);
    if (ending === null) await child.end({ killMs });
    return ending;
  } finally {
    stop.removeEventListener('abort', askToStop);
    kill.removeEventListener('abort', child.kill);
  }
}

/** "with exit status 1" or "by SIGKILL". */
export function wayOf({ code, signal }: Ending): string {
  return signal === null ? `with exit status ${code}` : `by ${signal}`;
}
