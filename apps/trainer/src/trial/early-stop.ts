import { setTimeout as sleep } from 'node:timers/promises';
import type { PastTrial, Verdict } from '@tenbin/contracts';
import { pastTrials } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { sweepStudy } from '@tenbin/sweep';
import type { TrialJob } from './messages.ts';

/** How long the database may take with the other trials' curves, in milliseconds; then the trial goes on. */
const patienceMs = 3_000;

export interface EarlyStopOptions {
  db: Database;
  job: Pick<TrialJob, 'sweepId' | 'trial' | 'config' | 'earlyTermination'>;
  log: (line: string) => void;
}

/** Why the sweep's rule ends this trial after an epoch; null when it goes on. */
export type EarlyStop = (reports: number[], verdict: Verdict) => Promise<string | null>;

/** Asks the sweep's rule after each epoch. A database that is away stops no trial: it is asked after the next epoch. */
export function earlyStop({ db, job, log }: EarlyStopOptions): EarlyStop {
  const { sweepId, trial, config, earlyTermination } = job;
  if (earlyTermination.type === 'none') return async () => null;
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
    const over = new AbortController();
    try {
      const answer = pastTrials(db, sweepId, 'curves').then(({ spec, past }) => {
        const others = past.filter(({ number }) => number !== trial);
        return sweepStudy(spec, [...others, own]).pruneReason(trial, verdict.state);
      });
      const late = sleep(patienceMs, null, { signal: over.signal }).catch(() => null);
      return await Promise.race([answer, late]);
    } catch (error) {
      log(
        `whether to stop early could not be decided: ${error instanceof Error ? error.message : String(error)}`,
      );
      return null;
    } finally {
      over.abort();
    }
  };
}
