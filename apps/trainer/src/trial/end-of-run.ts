import type { AppError, RunRecord } from '@tenbin/contracts';

type EndRecord = Extract<RunRecord, { kind: 'end' }>;

/** How a training came to its end: at its last epoch, by the sweep's rule, or because people stopped or paused it. */
export type TrialEnd =
  { how: 'finished' } | { how: 'pruned'; reason: string } | { how: 'stopped' } | { how: 'paused' };

/** The trial process was told to leave its run to another attempt. */
export class TrialLeft extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TrialLeft';
  }
}

/** The `end` of a run that was trained as far as it should be; null when another attempt is to go on with it. */
export function endOf(end: TrialEnd, at: number): EndRecord | null {
  if (end.how === 'paused') return null;
  if (end.how === 'finished') return { kind: 'end', status: 'finished', at };
  if (end.how === 'stopped') {
    const hint = 'Resume it to go on from its last epoch.';
    const error = { code: 'interrupted', message: 'It was stopped after this epoch.', hint };
    return { kind: 'end', status: 'canceled', error, at };
  }
  const hint = 'The weights of its best epoch are kept; earlyTermination of the sweep says when trials end.';
  return { kind: 'end', status: 'pruned', error: { code: 'pruned', message: end.reason, hint }, at };
}

/** The `end` of a run that could not be trained. */
export function failed({ code, message, hint }: AppError, at: number): EndRecord {
  return { kind: 'end', status: 'failed', error: { code, message, hint }, at };
}
