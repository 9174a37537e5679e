import type { AppError, RunRecord, Sink } from '@tenbin/contracts';
import { encodeFrame } from './frame.ts';
import { Sender } from './sender.ts';
import { readSpool, Spool, spoolPath } from './spool.ts';

/** How long closing waits for the sink, in milliseconds; what is left then stays in the spool. */
const closeMs = 10_000;

export interface RunOptions {
  /** Folder of the spool files. */
  directory: string;
  runId: number;
  attempt: number;
  sink: Sink;
  log: (line: string) => void;
  /** Called once when a newer attempt at the run has taken over (`run_fenced`) or the run was deleted (`not_found`). */
  onFenced?: (error: AppError) => void;
}

/** Logs one attempt at a run. Closing it waits for the sink, but not for ever: the spool keeps what is left. */
export interface RunLogger extends AsyncDisposable {
  /** Writes the record to the spool and returns; it is sent in the background. Never throws. */
  log(record: RunRecord): void;
  /**
   * Waits until everything logged so far is stored for good, however long the sink is away.
   * @throws AppError `run_fenced` when a newer attempt has taken over, `not_found` when the run was deleted; the
   *   signal's reason when it is aborted
   */
  flush(signal?: AbortSignal): Promise<void>;
}

/** Opens the run's spool, going on after what a spool of the same attempt already holds. */
export async function openRun(options: RunOptions): Promise<RunLogger> {
  const { directory, runId, attempt, log } = options;
  const path = spoolPath(directory, { runId, attempt });
  const before = await readSpool(path).catch((error: unknown) => {
    log(`the spool ${path} cannot be read: ${String(error)}`);
    return null;
  });
  if (before?.damage) log(`the spool ${path} has ${before.damage}`);
  const spool = await Spool.open(path, before?.wholeBytes ?? 0, log);
  const sender = new Sender(options);
  let seq = 0;
  let ended = false;

  const accept = (record: RunRecord, spoolIt: boolean): void => {
    const entry = { seq: seq + 1, record };
    const frame = encodeFrame(entry);
    seq += 1;
    if (spoolIt) spool.append(frame);
    sender.push(entry, frame.length);
    ended ||= record.kind === 'end';
  };
  for (const { record } of before?.records ?? []) accept(record, false);

  return {
    log(record) {
      try {
        accept(record, true);
      } catch (error) {
        log(`run ${runId}: a ${record.kind} record cannot be written: ${String(error)}`);
      }
    },
    flush: (signal) => sender.flush(signal),
    async [Symbol.asyncDispose]() {
      await sender.flush(AbortSignal.timeout(closeMs)).catch(() => {});
      if (!sender.idle) log(`run ${runId}: not everything could be sent; the rest stays in ${path}`);
      await sender[Symbol.asyncDispose]();
      await spool[Symbol.asyncDispose]();
      if (ended && sender.idle) await spool.remove();
    },
  };
}
