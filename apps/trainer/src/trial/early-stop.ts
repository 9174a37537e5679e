import { setTimeout as sleep } from 'node:timers/promises';
import type { PastTrial, Verdict } from '@tenbin/contracts';
import { pastTrials } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { looksAtOthers, sweepStudy } from '@tenbin/sweep';
import type { TrialJob } from './messages.ts';

/** How long the database may take with the other trials' curves, in milliseconds; then the trial goes on. */
const patienceMs = 3_000;

export interface EarlyStopOptions {
  db: Database;
  job: Pick<TrialJob, 'sweepId' | 'trial' | 'config' | 'spec'>;
  log: (line: string) => void;
}

/** Why the sweep's rule ends this trial after an epoch; null when it goes on. */
export type EarlyStop = (reports: number[], verdict: Verdict) => Promise<string | null>;

/** Asks the sweep's rule after each epoch. A database that is away stops no trial: it is asked after the next epoch. */
export function earlyStop({ db, job, log }: EarlyStopOptions): EarlyStop {
  const { sweepId, trial, config, spec } = job;
  if (spec.earlyTermination.type === 'none') return async () => null;
  /** The other trials and their curves; null when the database takes too long. */
  const othersNow = async (): Promise<PastTrial[] | null> => {
    if (!looksAtOthers(spec.earlyTermination)) return [];
    const over = new AbortController();
    try {
      const asked = pastTrials(db, sweepId, 'curves').then(({ past }) => past);
      return await Promise.race([asked, sleep(patienceMs, null, { signal: over.signal })]);
    } finally {
      over.abort();
    }
  };
  return async (reports, verdict) => {
    // Delivered records may lag behind: of itself the trial knows best.
    const own: PastTrial = {
      number: trial,
      parameters: config.parameters,
      seed: config.seed,
      state: 'running',
      values: [],
      reports,
    };
    try {
      const past = await othersNow();
      if (past === null) throw new Error(`the other trials could not be read within ${patienceMs / 1000} s`);
      const others = past.filter(({ number }) => number !== trial);
      return sweepStudy(spec, [...others, own]).pruneReason(trial, verdict);
    } catch (error) {
      log(
        `whether to stop early is not decided now: ${error instanceof Error ? error.message : String(error)}`,
      );
      return null;
    }
  };
}
