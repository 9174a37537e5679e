import { setImmediate as turn } from 'node:timers/promises';
import { AppError } from '@tenbin/contracts';
import { openDatabase, postgresSink } from '@tenbin/db';
import { openRun } from '@tenbin/tracking';
import type { RunLogger } from '@tenbin/tracking';
import { failed, finished, stopped, TrialStopped } from './end-of-run.ts';
import { trialExit, trialMessage } from './messages.ts';
import type { TrialJob } from './messages.ts';
import { runTrial } from './run-trial.ts';

/** How long the end of a run waits for the database, in milliseconds, before it is left to the spool. */
const deliveryMs = { finished: 60_000, stopped: 2_000 };

// Its reader is the worker: when that is killed, the last words go nowhere, and the run must still get its end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const log = (line: string): void => void process.stderr.write(`${line}\n`);

/** A trial process: takes one job from its worker, trains it, and is gone. */
async function main(): Promise<number> {
  const stop = new AbortController();
  const job = await firstJob(stop);
  await using db = await openDatabase(job.databaseUrl);
  const refused = (error: AppError): void => stop.abort(error);
  await using logger = await openRun({
    directory: job.spools,
    runId: job.runId,
    attempt: job.attempt,
    sink: postgresSink(db),
    log,
    onFenced: refused,
  });
  return await train(job, logger, stop.signal);
}

async function train(job: TrialJob, logger: RunLogger, signal: AbortSignal): Promise<number> {
  let patience = deliveryMs.finished;
  try {
    await runTrial({ job, record: (record) => logger.log(record), log, signal });
    logger.log(finished(Date.now()));
  } catch (thrown) {
    const cause: unknown = signal.aborted ? signal.reason : thrown;
    const told = cause instanceof TrialStopped;
    if (told) patience = deliveryMs.stopped;
    logger.log(told ? stopped(cause, Date.now()) : failed(AppError.from(cause), Date.now()));
    log(wordsOf(cause));
  }
  try {
    await logger.flush(AbortSignal.timeout(patience));
    return trialExit.ended;
  } catch (error) {
    const replaced = error instanceof AppError;
    return replaced ? trialExit.refused : trialExit.undelivered;
  }
}

/** A defect is told with its place; what was foreseen explains itself. */
function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const foreseen = cause instanceof TrialStopped || cause instanceof AppError;
  return foreseen ? cause.message : (cause.stack ?? cause.message);
}

/** Listens to the worker from the first message on: `stop`, and its death, abort the trial. */
function firstJob(stop: AbortController): Promise<TrialJob> {
  const cancel = (reason: string): void =>
    stop.abort(new TrialStopped('canceled', reason, 'Start the sweep again to train it.'));
  const orphaned = new TrialStopped(
    'crashed',
    'the worker of this trial died',
    'A worker that starts again takes the trial up from its beginning.',
  );
  process.once('SIGTERM', () => cancel('the trial process was told to stop (SIGTERM)'));
  process.once('disconnect', () => stop.abort(orphaned));
  return new Promise((resolve) => {
    process.on('message', (raw) => {
      const message = trialMessage.parse(raw);
      if (message.type === 'start') resolve(message.job);
      else cancel(message.reason);
    });
  });
}

const status = await main();
// What the native engine still holds must not keep the process; its output is written by the next turn.
await turn();
process.exit(status);
