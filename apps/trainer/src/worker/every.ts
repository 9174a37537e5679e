import { setTimeout as sleep } from 'node:timers/promises';

export interface Repeated {
  ms: number;
  act: () => Promise<void>;
  /** Takes what `act` throws; the next turn comes all the same. */
  onError: (error: unknown) => void;
}

/** Calls `act` at once and `ms` milliseconds after each call has ended, until it is disposed of. */
export function every({ ms, act, onError }: Repeated): AsyncDisposable {
  const over = new AbortController();
  const loop = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await act().catch(onError);
      await sleep(ms, undefined, { signal: over.signal }).catch(() => {});
    }
  };
  const running = loop();
  return {
    async [Symbol.asyncDispose]() {
      over.abort();
      await running;
    },
  };
}
