import type { RunRow, RunStatus } from '@tenbin/contracts';

/** val_loss − loss at the last epoch; null before the first. */
export function gapAtEnd({ last }: RunRow): number | null {
  return last ? last.val_loss - last.loss : null;
}

/** Whether a run may still train. */
export function isOpen({ status }: { status: RunStatus }): boolean {
  return status === 'queued' || status === 'running' || status === 'paused';
}

/** Epochs that a chart of the run has room for: what it is to have, or once it has ended what it has. */
export function spanOf(run: Pick<RunRow, 'status' | 'epoch' | 'config'>): number {
  return isOpen(run) ? run.config.parameters.epochs : Math.max(1, run.epoch);
}

/** Seconds that the run has taken so far, or took; NaN while it waits, for the wait is not counted. */
export function secondsOf({ status, startedAt, endedAt }: RunRow, now: number): number {
  if (endedAt === null && status !== 'running') return NaN;
  return Math.max(0, (endedAt ?? now) - startedAt) / 1000;
}

/** `13/30` while epochs are missing, else `30`. */
export function epochsOf({ epoch, config }: RunRow): string {
  const { epochs } = config.parameters;
  return epoch === epochs ? String(epochs) : `${epoch}/${epochs}`;
}

/** The most epochs that any of the runs has or, while it is open, is to have. */
export function longestOf(runs: readonly RunRow[]): number {
  return runs.reduce((longest, run) => Math.max(longest, spanOf(run)), 1);
}
