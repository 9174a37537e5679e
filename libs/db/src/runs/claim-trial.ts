import type { SweepSpec, Trial, TrialConfig } from '@tenbin/contracts';
import type { Transaction } from '../client.ts';
import type { Database } from '../database.ts';
import type { Prisma } from '../generated/client.ts';
import { jsonColumn } from '../json-column.ts';
import * as live from '../queries/live.ts';
import * as runs from '../queries/runs.ts';
import * as sweeps from '../queries/sweeps.ts';
import type { Job } from '../queue/sweep-queue.ts';
import { configColumn, specColumn } from './row-schemas.ts';

/** A run that is ours to train. */
export interface Claim {
  runId: number;
  /** Which try at the run this is, from 1: what we write carries it. */
  attempt: number;
  config: TrialConfig;
  name: string;
  trial: number;
  sweepName: string;
}

interface ClaimOptions {
  job: Job;
  workerId: string;
  /** The next trial of the sweep, given the numbers of those that exist; null when there is none left. */
  ask: (spec: SweepSpec, taken: number[]) => Trial | null;
}

/**
 * The run that a job is the permission for. A job that comes back, because its worker died, finds its run: the
 * attempt counts up and what the dead one wrote is removed. Else the next trial of the sweep is asked for.
 * @returns null when nothing is left to do for this job: no trial left, the run ended well or was given up, or
 *   the sweep was deleted
 */
export async function claimTrial(db: Database, options: ClaimOptions): Promise<Claim | null> {
  return db.transaction(
    async (tx) => {
      await tx.$queryRaw(sweeps.lockSweep(options.job.sweepId));
      const known = await tx.run.findUnique({
        where: { jobId: options.job.id },
        select: { id: true, status: true },
      });
      const claim = known ? await tryAgain(tx, known, options) : await begin(tx, options);
      if (claim) await tx.$queryRaw(live.notify);
      return claim;
    },
    { timeoutMs: 30_000 },
  );
}

async function tryAgain(
  tx: Transaction,
  { id, status }: { id: number; status: string },
  { workerId }: ClaimOptions,
): Promise<Claim | null> {
  if (status !== 'running' && status !== 'crashed') return null;
  await tx.$executeRaw(runs.restart(id, workerId));
  await tx.metricChunk.deleteMany({ where: { runId: id } });
  await tx.metricSummary.deleteMany({ where: { runId: id } });
  await tx.confusion.deleteMany({ where: { runId: id } });
  await tx.sheet.deleteMany({ where: { runId: id } });
  return claimOf(await tx.run.findUniqueOrThrow({ where: { id }, include: { sweep: true } }));
}

async function begin(tx: Transaction, { job, workerId, ask }: ClaimOptions): Promise<Claim | null> {
  const sweep = await tx.sweep.findUnique({ where: { id: job.sweepId } });
  if (!sweep) return null;
  const spec = specColumn.parse(sweep.spec);
  const taken = await tx.run.findMany({
    where: { sweepId: sweep.id },
    select: { trialNumber: true },
    orderBy: { trialNumber: 'asc' },
  });
  const trial = ask(
    spec,
    taken.map(({ trialNumber }) => trialNumber),
  );
  if (!trial) return null;
  const config: TrialConfig = { dataset: spec.dataset, parameters: trial.parameters, seed: trial.seed };
  const run = await tx.run.create({
    data: {
      sweepId: sweep.id,
      trialNumber: trial.number,
      jobId: job.id,
      name: trial.name,
      config: jsonColumn(config),
      seed: trial.seed,
      workerId,
    },
    include: { sweep: true },
  });
  return claimOf(run);
}

function claimOf(run: Prisma.RunGetPayload<{ include: { sweep: true } }>): Claim {
  return {
    runId: run.id,
    attempt: run.attempt,
    config: configColumn.parse(run.config),
    name: run.name,
    trial: run.trialNumber,
    sweepName: run.sweep.name,
  };
}
