import type { AppError, RunRecord } from '@tenbin/contracts';

type EndRecord = Extract<RunRecord, { kind: 'end' }>;

/** Why a trial process was told to stop, and how its run then ends. */
export class TrialStopped extends Error {
  readonly status: 'canceled' | 'crashed';
  readonly hint: string;

  constructor(status: 'canceled' | 'crashed', message: string, hint: string) {
    super(message);
    this.name = 'TrialStopped';
    this.status = status;
    this.hint = hint;
  }
}

/** The `end` of a run that trained to its end. */
export function finished(at: number): EndRecord {
  return { kind: 'end', status: 'finished', at };
}

/** The `end` of a run that was told to stop. */
export function stopped({ status, message, hint }: TrialStopped, at: number): EndRecord {
  const code = status === 'canceled' ? 'interrupted' : 'trial_crashed';
  return { kind: 'end', status, error: { code, message, hint }, at };
}

/** The `end` of a run that could not be trained. */
export function failed({ code, message, hint }: AppError, at: number): EndRecord {
  return { kind: 'end', status: 'failed', error: { code, message, hint }, at };
}
