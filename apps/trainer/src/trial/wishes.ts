import { trialMessage } from './messages.ts';
import type { TrialJob } from './messages.ts';
import { TrialLeft } from './end-of-run.ts';

/** What a trial process is told while it trains. */
export interface Wishes {
  /** What people want of the trial after the epoch that it trains now; null when it is to go on. */
  readonly control: 'pause' | 'stop' | null;
  /** Aborted when the trial is to leave its run to another attempt at once, or when its run is no longer its own. */
  signal: AbortSignal;
  /** Leaves the run, because of that. */
  leave: (reason: Error) => void;
}

/** Listens to the worker from the first message on: also its death is a message. */
export function listen(): { wishes: Wishes; job: Promise<TrialJob> } {
  const leaving = new AbortController();
  const leave = (reason: Error): void => leaving.abort(reason);
  let control: Wishes['control'] = null;
  const job = Promise.withResolvers<TrialJob>();
  process.once('SIGTERM', () => leave(new TrialLeft('the trial process was told to end (SIGTERM)')));
  process.once('disconnect', () => leave(new TrialLeft('the worker of this trial died')));
  process.on('message', (raw) => {
    const message = trialMessage.parse(raw);
    if (message.type === 'start') job.resolve(message.job);
    else if (message.type === 'leave') leave(new TrialLeft(message.reason));
    else control = message.type === 'finish' ? message.control : null;
  });
  const wishes: Wishes = {
    get control() {
      return control;
    },
    signal: leaving.signal,
    leave,
  };
  return { wishes, job: job.promise };
}
