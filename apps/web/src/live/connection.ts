import type { Client } from '../trpc/client.ts';
import { combine } from './merge.ts';
import type { LiveUpdate } from './merge.ts';

/** `connecting` at first, `live` from the first update on, `lost` while it is down and trying again. */
export type Phase = 'connecting' | 'live' | 'lost';

interface Listeners {
  /** At most 10 times a second. */
  onUpdate: (update: LiveUpdate) => void;
  onPhase: (phase: Phase) => void;
}

const gatherMs = 100;
const reopenMs = 2000;

/** Follows the server's changes from `cursor` on ('' for from now), over any number of lost connections. */
export function follow(client: Client, cursor: string, { onUpdate, onPhase }: Listeners): Disposable {
  let last = cursor;
  let gathered: LiveUpdate[] = [];
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let subscription = open();

  function flush(): void {
    gathering = undefined;
    const updates = gathered;
    gathered = [];
    onUpdate(combine(updates));
  }

  function reopen(): void {
    onPhase('lost');
    reopening ??= setTimeout(() => {
      reopening = undefined;
      subscription.unsubscribe();
      subscription = open();
    }, reopenMs);
  }

  function open() {
    return client.live.changes.subscribe(
      { lastEventId: last },
      {
        onData({ id, data }) {
          last = id;
          clearTimeout(reopening);
          reopening = undefined;
          // A stream that has opened is live only when the database behind it has spoken.
          onPhase('live');
          gathered.push(data);
          gathering ??= setTimeout(flush, gatherMs);
        },
        onConnectionStateChange({ state, error }) {
          // Browsers wait longer and longer before they try again by themselves.
          if (state === 'connecting' && error) reopen();
        },
        onError: reopen,
        onStopped: reopen,
      },
    );
  }

  return {
    [Symbol.dispose]() {
      clearTimeout(gathering);
      clearTimeout(reopening);
      subscription.unsubscribe();
    },
  };
}
