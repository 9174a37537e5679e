import type { RunRow } from '@tenbin/contracts';

/** val_loss − loss at the last epoch; null before the first. */
export function gapAtEnd({ last }: RunRow): number | null {
  return last ? last.val_loss - last.loss : null;
}

/** Seconds that the run has taken so far, or took. */
export function secondsOf({ startedAt, endedAt }: RunRow, now: number): number {
  return Math.max(0, (endedAt ?? now) - startedAt) / 1000;
}

/** `13/30` while epochs are missing, else `30`. */
export function epochsOf({ epoch, config }: RunRow): string {
  const { epochs } = config.parameters;
  return epoch === epochs ? String(epochs) : `${epoch}/${epochs}`;
}

/** The most epochs that any of the runs has or, while it runs, is to have. */
export function longestOf(runs: readonly RunRow[]): number {
  return runs.reduce(
    (longest, { status, epoch, config }) =>
      Math.max(longest, status === 'running' ? config.parameters.epochs : epoch),
    1,
  );
}
