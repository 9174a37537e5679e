import { toJson } from '@tenbin/contracts';
import type { PastTrial, SweepSpec, Trial, TrialConfig } from '@tenbin/contracts';
import type { Transaction } from '../client.ts';
import type { Database } from '../database.ts';
import type { Prisma } from '../generated/client.ts';
import { jsonColumn } from '../json-column.ts';
import * as live from '../queries/live.ts';
import * as queue from '../queries/queue.ts';
import * as runs from '../queries/runs.ts';
import * as sweeps from '../queries/sweeps.ts';
import type { Job } from '../queue/sweep-queue.ts';
import { detailFor, readPastTrials } from '../sweeps/past-trials.ts';
import { configColumn, imagesColumn, specColumn } from './row-schemas.ts';
import type { ImagesOfSweep } from './row-schemas.ts';

/** A run that is ours to train. */
export interface Claim {
  runId: number;
  sweepId: number;
  /** Which try at the run this is, from 1: what we write carries it. */
  attempt: number;
  config: TrialConfig;
  spec: SweepSpec;
  name: string;
  trial: number;
  sweepName: string;
}

/** What came of a job. `later`: nobody may take a trial of that sweep now, or this worker cannot. */
export type Claimed = { kind: 'run'; claim: Claim } | { kind: 'nothing' } | { kind: 'later'; why: string };

export interface ClaimOptions {
  job: Job;
  workerId: string;
  /** The next trial of the sweep, given what came of those before; null when there is none left. */
  ask: (spec: SweepSpec, past: PastTrial[]) => Trial | 'wait' | null;
  /** Threads that a trial of this worker has, when it is the first to take it. */
  threads?: number;
  /** Why this worker has no room for the trial; null when it has. */
  refuse?: (config: TrialConfig, images: ImagesOfSweep | null) => string | null;
}

interface SweepToClaim {
  id: number;
  name: string;
  projectId: number;
  spec: SweepSpec;
  images: ImagesOfSweep | null;
}

/**
 * The run that a job is the permission for. A job that comes back finds its run: the attempt counts up and what the one
 * before wrote is removed. Else the next trial of the sweep is asked for.
 */
export async function claimTrial(db: Database, options: ClaimOptions): Promise<Claimed> {
  return db.transaction(
    async (tx) => {
      const { job } = options;
      await tx.$queryRaw(sweeps.lockSweep(job.sweepId));
      const row = await tx.sweep.findUnique({ where: { id: job.sweepId } });
      if (!row || row.deletedAt !== null) return { kind: 'nothing' };
      const { id, name, projectId } = row;
      const sweep = {
        id,
        name,
        projectId,
        spec: specColumn.parse(row.spec),
        images: imagesColumn.parse(row.images),
      };
      const closed = row.state === 'running' ? await full(tx, sweep) : `the sweep is ${row.state}`;
      if (closed !== null) return { kind: 'later', why: closed };
      // Whoever buries the dead holds no lock of the sweep: the row itself must stand still.
      await tx.$queryRaw(runs.lockByJob(job.id));
      const known = await tx.run.findUnique({ where: { jobId: job.id } });
      const claimed = known ? await tryAgain(tx, sweep, known, options) : await begin(tx, sweep, options);
      if (claimed.kind !== 'later') await tx.$queryRaw(live.notify);
      return claimed;
    },
    { timeoutMs: 30_000 },
  );
}

async function full(tx: Transaction, { id, spec }: SweepToClaim): Promise<string | null> {
  const limit = spec.budget.concurrency;
  if (limit === undefined) return null;
  const running = await tx.run.count({ where: { sweepId: id, status: 'running' } });
  return running < limit ? null : `${String(running)} of its trials run, which is its limit`;
}

type Run = Prisma.RunGetPayload<object>;

async function tryAgain(
  tx: Transaction,
  sweep: SweepToClaim,
  run: Run,
  { job, workerId, threads, refuse }: ClaimOptions,
): Promise<Claimed> {
  const { id } = run;
  // Its worker died in the midst of it: what people had asked of it, or one death too many, ends it here.
  const status = run.status === 'running' ? await closeOrphan(tx, run) : run.status;
  if (status !== 'queued') return { kind: 'nothing' };
  const config = withThreads(configColumn.parse(run.config), threads);
  const refused = refuse?.(config, sweep.images) ?? null;
  if (refused !== null) return { kind: 'later', why: refused };
  await tx.$executeRaw(runs.restart(id, workerId));
  await tx.$executeRaw(queue.markBegun(job.id));
  await tx.run.update({ where: { id }, data: { config: jsonColumn(config) } });
  await tx.metricChunk.deleteMany({ where: { runId: id } });
  await tx.metricSummary.deleteMany({ where: { runId: id } });
  await tx.confusion.deleteMany({ where: { runId: id } });
  await tx.sheet.deleteMany({ where: { runId: id } });
  return claimOf(sweep, { ...run, attempt: run.attempt + 1 }, { config, trial: run.trialNumber ?? 0 });
}

async function begin(
  tx: Transaction,
  sweep: SweepToClaim,
  { job, workerId, ask, threads, refuse }: ClaimOptions,
): Promise<Claimed> {
  const { spec } = sweep;
  const past = await readPastTrials({ prisma: tx }, { sweepId: sweep.id, spec, detail: detailFor(spec) });
  const late = await overTime(tx, sweep);
  const trial = late ? null : ask(spec, past);
  if (trial === 'wait') return { kind: 'later', why: 'its epochs are all spoken for' };
  if (trial === null) {
    // What the budget leaves out was never to come: the sweep is as long as it is.
    await tx.sweep.updateMany({
      where: { id: sweep.id, total: { gt: past.length } },
      data: { total: past.length },
    });
    return { kind: 'nothing' };
  }
  const { parameters, seed, case: ofCase } = trial;
  const asked = {
    dataset: spec.dataset,
    parameters,
    seed,
    ...(ofCase === undefined ? {} : { case: ofCase }),
  };
  const config = withThreads(asked, spec.threads ?? threads);
  const refused = refuse?.(config, sweep.images) ?? null;
  if (refused !== null) return { kind: 'later', why: refused };
  const run = await tx.run.create({
    data: {
      projectId: sweep.projectId,
      sweepId: sweep.id,
      trialNumber: trial.number,
      jobId: job.id,
      name: trial.name,
      config: jsonColumn(config),
      seed,
      workerId,
    },
  });
  await tx.$executeRaw(queue.markBegun(job.id));
  await tx.$executeRaw(sweeps.begin(sweep.id));
  return claimOf(sweep, run, { config, trial: trial.number });
}

/** The first worker's number of threads stays the trial's: its attempts must sum in the same order. */
function withThreads(config: TrialConfig, threads: number | undefined): TrialConfig {
  return threads === undefined ? config : { threads, ...config };
}

/** Whether the sweep's hours are over; they begin with its first trial. */
async function overTime(tx: Transaction, { id, spec }: SweepToClaim): Promise<boolean> {
  const { hours } = spec.budget;
  if (hours === undefined) return false;
  const [row] = await tx.$queryRaw<{ over: boolean | null }[]>(sweeps.overTime(id, hours));
  return row?.over === true;
}

function claimOf(
  sweep: SweepToClaim,
  run: Pick<Run, 'id' | 'attempt' | 'name'>,
  trial: Pick<Claim, 'config' | 'trial'>,
): Claimed {
  const claim: Claim = {
    runId: run.id,
    sweepId: sweep.id,
    attempt: run.attempt,
    ...trial,
    spec: sweep.spec,
    name: run.name,
    sweepName: sweep.name,
  };
  return { kind: 'run', claim };
}

/** Ends the attempt of a worker that is gone, and says what becomes of the run. */
async function closeOrphan(tx: Transaction, { id, attempt }: Run): Promise<string> {
  const error = JSON.stringify(
    toJson({
      code: 'trial_crashed',
      message: `Its worker died in attempt ${String(attempt)}.`,
      hint: 'Look at the memory of the machine: a smaller batchSize may help. `tenbin run resume` tries again.',
    }),
  );
  const [row] = await tx.$queryRaw<{ status: string }[]>(
    runs.closeAttempt({ runId: id, attempt, crashed: true, error }),
  );
  return row?.status ?? 'running';
}
