import { setTimeout as sleep } from 'node:timers/promises';

/** Wakes a waiting loop. A ring while nobody waits is kept for the next one who does. */
export class Bell {
  #rung = Promise.withResolvers<void>();

  ring = (): void => this.#rung.resolve();

  /** Until it is rung, `ms` milliseconds are over, or `signal` is aborted; never throws. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    signal.addEventListener('abort', this.ring, { once: true });
    try {
      if (signal.aborted) return;
      const pause = sleep(ms, undefined, { signal: over.signal }).catch(() => {});
      await Promise.race([this.#rung.promise, pause]);
      this.#rung = Promise.withResolvers<void>();
    } finally {
      over.abort();
      signal.removeEventListener('abort', this.ring);
    }
  }
}
