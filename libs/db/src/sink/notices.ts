import type { Database } from '../database.ts';
import * as live from '../queries/live.ts';

const quietMs = 100;

/**
 * Tells listeners of changes, at most ten times a second: a notice makes every commit dearer, and those who
 * watch draw no faster. The last of a burst is told too.
 */
export function changeNotices(db: Database): () => Promise<void> {
  let toldAt = -Infinity;
  let timer: NodeJS.Timeout | undefined;

  async function tell(): Promise<void> {
    timer = undefined;
    toldAt = performance.now();
    // Data are stored already, and whoever listens looks for itself every few seconds: a lost notice is no loss.
    await db.prisma.$queryRaw(live.notify).catch(() => {});
  }

  return async () => {
    if (timer) return;
    const wait = toldAt + quietMs - performance.now();
    if (wait <= 0) {
      await tell();
      return;
    }
    timer = setTimeout(() => void tell(), wait);
    timer.unref();
  };
}
