import type { EpochMetricKey, PastTrial, RecordBatch, RunRecord, SweepSpec, Trial } from '@tenbin/contracts';
import { parseSweepFile, trialParameters } from '@tenbin/contracts';
import { claimTrial, createSweep, postgresSink } from '../src/index.ts';
import type { Claim, ClaimOptions, Database, Job } from '../src/index.ts';

/** A sweep file of a grid of four. */
export const source = `
name: animals
dataset: { path: examples/data/animals.zip }
parameters:
  batchSize: { values: [16, 32, 64, 128] }
  epochs: { value: 5 }
`;

export const spec = parseSweepFile(source, 'animals.yaml');

export const parameters = trialParameters.parse({ batchSize: 16, epochs: 5 });

/** Answers with the lowest number that is free, to the number of trials that it is made for. */
export function askUpTo(total: number): (spec: SweepSpec, past: PastTrial[]) => Trial | null {
  return (_spec, past) => {
    const taken = past.map(({ number }) => number);
    const free = Array.from({ length: total }, (_, index) => index + 1).find((n) => !taken.includes(n));
    if (free === undefined) return null;
    return { number: free, parameters, seed: free, name: `trial ${String(free)}` };
  };
}

/** A sweep of that many trials, and its jobs, which no worker takes. */
export async function queuedSweep(db: Database, total: number): Promise<{ sweepId: number; jobs: Job[] }> {
  const sweepId = await createSweep(db, { spec, source, total });
  const { rows } = await db.pool.query<{ id: string }>(
    `select id from queue.job where data ->> 'sweepId' = $1`,
    [String(sweepId)],
  );
  return { sweepId, jobs: rows.map(({ id }) => ({ id, sweepId })) };
}

/** The run of a job that there is one for; null when there is nothing to do, now or ever. */
export async function claimRun(db: Database, options: ClaimOptions): Promise<Claim | null> {
  const claimed = await claimTrial(db, options);
  return claimed.kind === 'run' ? claimed.claim : null;
}

/** A sweep whose runs have all begun. */
export async function begunRuns(db: Database, total: number): Promise<{ sweepId: number; claims: Claim[] }> {
  const { sweepId, jobs } = await queuedSweep(db, total);
  const claims: Claim[] = [];
  for (const job of jobs) {
    const claim = await claimRun(db, { job, workerId: 'w1', ask: askUpTo(total) });
    if (claim) claims.push(claim);
  }
  return { sweepId, claims };
}

/** One run that has begun, in a sweep of its own. */
export async function begunRun(db: Database): Promise<Claim> {
  const [claim] = (await begunRuns(db, 1)).claims;
  if (!claim) throw new Error('the sweep has no trial');
  return claim;
}

/** Records numbered from `firstSeq` on, as one batch of a run. */
export function batchOf(
  { runId, attempt }: { runId: number; attempt: number },
  firstSeq: number,
  records: RunRecord[],
): RecordBatch {
  return {
    writer: { runId, attempt },
    live: true,
    records: records.map((record, index) => ({ seq: firstSeq + index, record })),
  };
}

/** One point of one metric. */
export function point(key: string, step: number, value: number): RunRecord {
  return { kind: 'metrics', step, at: 1_700_000_000_000 + step, values: { [key]: value } };
}

/** What a trial logs at the end of an epoch. */
export function epoch(step: number, values: Partial<Record<EpochMetricKey, number>>): RunRecord {
  return { kind: 'metrics', step, at: 1_700_000_000_000 + step, values };
}

/** Ends a run as its trial process does, with its next record. */
export async function endRun(
  db: Database,
  { runId, attempt }: { runId: number; attempt: number },
  end: Pick<Extract<RunRecord, { kind: 'end' }>, 'status' | 'error'>,
): Promise<void> {
  const { lastSeq } = await db.prisma.run.findUniqueOrThrow({ where: { id: runId } });
  const record: RunRecord = { kind: 'end', at: Date.now(), ...end };
  await postgresSink(db).send(batchOf({ runId, attempt }, lastSeq + 1, [record]));
}
