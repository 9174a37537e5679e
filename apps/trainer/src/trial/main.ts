import { setImmediate as turn } from 'node:timers/promises';
import { AppError } from '@tenbin/contracts';
import { openDatabase, postgresSink } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { openRun } from '@tenbin/tracking';
import type { RunLogger } from '@tenbin/tracking';
import { earlyStop } from './early-stop.ts';
import { endOf, failed, TrialLeft } from './end-of-run.ts';
import { trialExit } from './messages.ts';
import type { TrialJob } from './messages.ts';
import { runTrial } from './run-trial.ts';
import { listen } from './wishes.ts';
import type { Wishes } from './wishes.ts';

/** How long what a run has said waits for the database, in milliseconds, before it is left to the spool. */
const deliveryMs = { ended: 60_000, left: 1_500 };

// Its reader is the worker: when that is killed, the last words go nowhere, and the run must still be left in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const log = (line: string): void => void process.stderr.write(`${line}\n`);

/** A trial process: takes one job from its worker, trains it, and is gone. */
async function main(): Promise<number> {
  const { wishes, job: told } = listen();
  const job = await told;
  await using db = await openDatabase(job.databaseUrl);
  await using logger = await openRun({
    directory: job.spools,
    runId: job.runId,
    attempt: job.attempt,
    sink: postgresSink(db),
    log,
    onFenced: (error: AppError) => wishes.leave(error),
  });
  return await train(job, { db, logger, wishes });
}

interface Setting {
  db: Database;
  logger: RunLogger;
  wishes: Wishes;
}

async function train(job: TrialJob, { db, logger, wishes }: Setting): Promise<number> {
  let ended = true;
  try {
    const end = await runTrial({
      job,
      record: (record) => logger.log(record),
      log,
      signal: wishes.signal,
      wish: () => wishes.control,
      earlyStop: earlyStop({ db, job, log }),
    });
    const record = endOf(end, Date.now());
    if (record !== null) logger.log(record);
    ended = record !== null;
  } catch (thrown) {
    const cause: unknown = wishes.signal.aborted ? wishes.signal.reason : thrown;
    ended = !(cause instanceof TrialLeft);
    if (ended) logger.log(failed(AppError.from(cause), Date.now()));
    log(wordsOf(cause));
  }
  try {
    await logger.flush(AbortSignal.timeout(ended ? deliveryMs.ended : deliveryMs.left));
    return ended ? trialExit.ended : trialExit.left;
  } catch (error) {
    if (error instanceof AppError) return trialExit.refused;
    return ended ? trialExit.undelivered : trialExit.left;
  }
}

/** A defect is told with its place; what was foreseen explains itself. */
function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const foreseen = cause instanceof TrialLeft || cause instanceof AppError;
  return foreseen ? cause.message : (cause.stack ?? cause.message);
}

const status = await main();
// What the native engine still holds must not keep the process; its output is written by the next turn.
await turn();
process.exit(status);
