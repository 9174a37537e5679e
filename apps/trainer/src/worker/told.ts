import { setTimeout as sleep } from 'node:timers/promises';

/** How long a database that is away is waited for, in milliseconds: while the worker works, and when it is to end. */
const patienceMs = { working: 60_000, ending: 5_000 };
/** How often it is asked, in milliseconds. */
const pauseMs = 1_000;

/** What the end of a trial may wait for the database, in milliseconds. */
export function patience(stop: AbortSignal): number {
  return stop.aborted ? patienceMs.ending : patienceMs.working;
}

/** Does it again until it is done; null when the database stays away, which leaves the rest to the next worker. */
export async function told<Result>(
  { log, stop }: { log: (line: string) => void; stop: AbortSignal },
  act: () => Promise<Result>,
): Promise<Result | null> {
  const begin = performance.now();
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (performance.now() - begin > patience(stop)) {
        log(`the end of a trial could not be told: ${String(error)}`);
        return null;
      }
      await sleep(pauseMs);
    }
  }
}
