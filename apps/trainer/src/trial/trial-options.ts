import type { RunRecord } from '@tenbin/contracts';
import type { EarlyStop } from './early-stop.ts';
import type { TrialJob } from './messages.ts';

export interface TrialOptions {
  job: TrialJob;
  record: (record: RunRecord) => void;
  log: (line: string) => void;
  /** Stops the training; its reason is then thrown. */
  signal: AbortSignal;
  /** What people want of the trial after its epoch; null when it is to go on. */
  wish: () => 'pause' | 'stop' | null;
  earlyStop: EarlyStop;
}
