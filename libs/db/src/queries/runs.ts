import { Prisma } from '../generated/client.ts';
import { epochMetricKeys } from '@tenbin/contracts';
import type { RunStatus } from '@tenbin/contracts';
import { lowestValLoss, valueAt } from './best-epoch.ts';

/** The next attempt at a run: nothing of the one before is left on the row. */
export const restart = (runId: number, workerId: string) => Prisma.sql`
  update run
  set attempt = attempt + 1, status = 'running', worker_id = ${workerId}, last_seq = 0, epoch = 0,
    started_at = now(), heartbeat_at = now(), ended_at = null,
    verdict = null, dataset = null, engine = null, parameter_count = null, error = null
  where id = ${runId}::int`;

/** Says that the run lives, if this attempt may still say so. */
export const beat = (runId: number, attempt: number) => Prisma.sql`
  update run set heartbeat_at = now()
  where id = ${runId}::int and attempt = ${attempt}::int and status = 'running'`;

/** Ends a run that is still running; `error` is JSON text. */
export const end = (options: {
  runId: number;
  attempt: number;
  status: Exclude<RunStatus, 'running'>;
  error: string | null;
}) => Prisma.sql`
  update run
  set status = ${options.status}::run_status, ended_at = now(), error = ${options.error}::jsonb
  where id = ${options.runId}::int and attempt = ${options.attempt}::int and status = 'running'`;

/** Runs whose worker has said nothing for so long that it must be dead. */
export const endStale = (olderThanSeconds: number, error: string) => Prisma.sql`
  update run set status = 'crashed', ended_at = now(), error = ${error}::jsonb
  where status = 'running' and heartbeat_at < now() - make_interval(secs => ${olderThanSeconds}::float8)
  returning id`;

/** Which runs a list shows; what is not given does not narrow it. */
export interface RunFilter {
  sweepId?: number | undefined;
  ids?: number[] | undefined;
  changedSince?: string | undefined;
}

function matching({ sweepId, ids, changedSince }: RunFilter): Prisma.Sql {
  const conditions = [
    ...(sweepId === undefined ? [] : [Prisma.sql`run.sweep_id = ${sweepId}::int`]),
    ...(ids === undefined ? [] : [Prisma.sql`run.id = any(${ids}::int[])`]),
    ...(changedSince === undefined ? [] : [Prisma.sql`run.changed_in >= ${changedSince}::bigint`]),
  ];
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' and ');
}

/** The four metrics at one epoch, in the order of epochMetricKeys. */
const metricsAt = (epoch: Prisma.Sql) => Prisma.sql`
  array[${Prisma.join(epochMetricKeys.map((key) => valueAt(key, epoch)))}]`;

/** Rows of a table of runs, in one statement for all of them. */
export const list = (filter: RunFilter) => Prisma.sql`
  select run.id, run.name, run.sweep_id as "sweepId", sweep.name as "sweepName", run.trial_number as trial,
    run.status::text as status, run.config, run.epoch,
    lowest.min_step::int as "bestEpoch", ${metricsAt(Prisma.sql`lowest.min_step`)} as best,
    ${metricsAt(Prisma.sql`run.epoch`)} as last,
    run.verdict, run.worker_id as worker,
    extract(epoch from run.started_at)::float8 * 1000 as "startedAt",
    extract(epoch from run.ended_at)::float8 * 1000 as "endedAt",
    run.error
  from run join sweep on sweep.id = run.sweep_id ${lowestValLoss}
  where ${matching(filter)}
  order by run.id`;
