import { PgBoss } from 'pg-boss';
import type { Db, JobInsert } from 'pg-boss';

/** The queue of trials to run. */
export const queueName = 'trial';

const yearInSeconds = 365 * 24 * 3600;

/** A worker whose heartbeat is missed this long is taken for dead; pg-boss knows no shorter time. */
export const heartbeatSeconds = 10;
/** How often a job may come back after its worker died, before a trial that kills its worker is given up. */
const retryLimit = 10;

/** A job a trial. It neither waits too long nor runs too long: a worker's heartbeat alone says whether it lives. */
export function trialJob(sweepId: number): JobInsert {
  return {
    data: { sweepId },
    expireInSeconds: yearInSeconds,
    retentionSeconds: 10 * yearInSeconds,
    heartbeatSeconds,
    retryLimit,
    retryDelay: 0,
  };
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
