import type { TrialRow, SweepRow } from '@tenbin/contracts';

/** Seconds that a running run still needs, from the pace of its epochs so far; NaN before the first. */
export function secondsLeft(run: TrialRow, now: number): number {
  if (run.status !== 'running' || run.epoch === 0) return Number.NaN;
  const pace = (now - run.startedAt) / 1000 / run.epoch;
  return pace * (run.config.parameters.epochs - run.epoch);
}

/**
 * Seconds that a sweep still needs: what its running trials need, and for every queued trial as much as the
 * trials so far take on average, shared among as many as run now. NaN before there is anything to go by.
 */
export function sweepSecondsLeft(sweep: SweepRow, runs: TrialRow[], now: number): number {
  const running = runs.filter(({ status }) => status === 'running');
  const needs = running.map((run) => secondsLeft(run, now));
  const lengths = runs.flatMap((run) => {
    const took = ((run.endedAt ?? now) - run.startedAt) / 1000;
    if (run.status === 'finished') return [took];
    const length = took + secondsLeft(run, now);
    return Number.isNaN(length) ? [] : [length];
  });
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const known = needs.map((need) => (Number.isNaN(need) ? average : need));
  const work = known.reduce((sum, need) => sum + need, 0) + sweep.counts.queued * average;
  const longest = Math.max(0, ...known);
  return sweep.status === 'finished' ? 0 : Math.max(longest, work / Math.max(1, running.length));
}
