import type { ParamValue, RunRow, RunStatus } from '@tenbin/contracts';

/** val_loss − loss at the last epoch; null before the first, and of a run whose program did not log both. */
export function gapAtEnd({ last, sweepId }: RunRow): number | null {
  const gap = last ? last.val_loss - last.loss : NaN;
  return last === null || (sweepId === null && Number.isNaN(gap)) ? null : gap;
}

/** Whether a run may still train. */
export function isOpen({ status }: { status: RunStatus }): boolean {
  return status === 'queued' || status === 'running' || status === 'paused';
}

/** Epochs that the run is to have; null when it did not say. */
export function plannedEpochs({ params: { epochs } }: Pick<RunRow, 'params'>): number | null {
  return typeof epochs === 'number' ? epochs : null;
}

/** A setting of the run by name: null also when it has none of that name. */
export function settingOf({ params }: Pick<RunRow, 'params'>, name: string): ParamValue {
  return params[name] ?? null;
}

/** Epochs that a chart of the run has room for: what it is to have, or once it has ended what it has. */
export function spanOf(run: Pick<RunRow, 'status' | 'epoch' | 'params'>): number {
  const planned = isOpen(run) ? plannedEpochs(run) : null;
  return Math.max(1, planned ?? run.epoch);
}

/** Seconds that the run has taken so far, or took; NaN while it waits, for the wait is not counted. */
export function secondsOf({ status, startedAt, endedAt }: RunRow, now: number): number {
  if (endedAt === null && status !== 'running') return NaN;
  return Math.max(0, (endedAt ?? now) - startedAt) / 1000;
}

/** `13/30` while epochs are missing, else `30`. */
export function epochsOf(run: Pick<RunRow, 'epoch' | 'params'>): string {
  const planned = plannedEpochs(run);
  return planned === null || run.epoch === planned ? String(run.epoch) : `${run.epoch}/${planned}`;
}

/** The most epochs that any of the runs has or, while it is open, is to have. */
export function longestOf(runs: readonly RunRow[]): number {
  return runs.reduce((longest, run) => Math.max(longest, spanOf(run)), 1);
}
