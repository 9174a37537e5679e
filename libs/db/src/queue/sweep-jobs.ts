import { PgBoss, fromPrisma } from 'pg-boss';
import type { Db, JobInsert } from 'pg-boss';
import type { Transaction } from '../client.ts';

/** The queue of trials to run. */
export const queueName = 'trial';

const yearInSeconds = 365 * 24 * 3600;

/** A worker whose heartbeat is missed this long is taken for dead; pg-boss knows no shorter time. */
export const heartbeatSeconds = 10;
/** The queue never gives a job up: how often a trial may be tried is for its run to say. */
export const retryLimit = 1_000_000_000;

export interface NewJobs {
  sweepId: number;
  /** Of the sweep. */
  priority: number;
  /** Whether their trials have begun: those are ended before others of the sweep begin. */
  begun?: boolean;
}

/** The queue's number for a sweep's priority, with room for its begun trials above the others. */
export function jobPriority(priority: number): number {
  return 2 * priority;
}

/** A job a trial. It neither waits too long nor runs too long: a worker's heartbeat alone says whether it lives. */
export function trialJob({ sweepId, priority, begun }: NewJobs): JobInsert {
  return {
    data: { sweepId },
    group: { id: String(sweepId) },
    priority: jobPriority(priority) + (begun ? 1 : 0),
    expireInSeconds: yearInSeconds,
    retentionSeconds: 10 * yearInSeconds,
    heartbeatSeconds,
    retryLimit,
    retryDelay: 0,
  };
}

/** Queues that many jobs of a sweep, in the transaction that makes them needed. Gives their ids. */
export async function addJobs(tx: Transaction, jobs: NewJobs & { count: number }): Promise<string[]> {
  if (jobs.count === 0) return [];
  const executor = fromPrisma(tx);
  const inserts = Array.from({ length: jobs.count }, () => trialJob(jobs));
  const ids = await pgBoss(executor, { migrate: false }).insert(queueName, inserts, {
    db: executor,
    returnId: true,
  });
  return ids ?? [];
}

/** pg-boss over connections of ours. It keeps its tables in a schema of its own and starts nothing by itself. */
export function pgBoss(db: Db, options: { migrate: boolean }): PgBoss {
  return new PgBoss({
    db,
    schema: 'queue',
    migrate: options.migrate,
    supervise: false,
    schedule: false,
    registerInstance: false,
    monitorVacuum: false,
    monitorIntervalSeconds: 2,
  });
}
