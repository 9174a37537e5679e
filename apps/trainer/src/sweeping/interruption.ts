import { AppError } from '@tenbin/contracts';
import { getSweep, listWorkers } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { counted } from '../progress/format.ts';

export interface Interruption {
  db: Database;
  /** Of the sweep. */
  id: number;
  stop: AbortSignal;
  /** Whether its worker was ours and stopped with us. */
  ours: boolean;
}

/** What a Ctrl-C has stopped, and what goes on. */
export async function interruptionOf({ db, id, stop, ours }: Interruption): Promise<AppError> {
  const why = stop.reason instanceof AppError ? stop.reason.message : 'Stopped.';
  const say = (message: string, hint: string): AppError =>
    new AppError({ code: 'interrupted', message: `${why} ${message}`, hint });
  if (!ours) {
    const hosts = new Set((await listWorkers(db)).map(({ host }) => host));
    if (hosts.size === 0) return say(`Sweep ${id} waits for a worker.`, '`tenbin worker` trains it.');
    return say(
      `Sweep ${id} goes on in the worker on ${[...hosts].join(', ')}; only this display has ended.`,
      'To stop its trials too, stop that worker.',
    );
  }
  const { counts } = await getSweep(db, id);
  return say(
    `Of sweep ${id}, ${counted(counts.finished, 'trial')} finished, ${counts.queued} still queued.`,
    counts.queued > 0
      ? '`tenbin up` or `tenbin worker` goes on with it, each trial from its last epoch; `tenbin sweep stop` ends it.'
      : 'Nothing is left running.',
  );
}
