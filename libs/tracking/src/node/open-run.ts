import type { AppError, AttemptWriter, Sink, Writer } from '@tenbin/contracts';
import { nameOf } from '../refusal.ts';
import { writerLog } from '../writer-log.ts';
import type { RunLogger } from '../writer-log.ts';
import { readSpool, Spool, spoolPath } from './spool.ts';

export interface RunOptions extends AttemptWriter {
  /** Folder of the spool files. */
  directory: string;
  sink: Sink<AttemptWriter>;
  log: (line: string) => void;
  /** Called once when a newer attempt at the run has taken over (`run_fenced`) or the run was deleted (`not_found`). */
  onFenced?: (error: AppError) => void;
}

/**
 * Logs one attempt at a trial, going on after what a spool of the same attempt already holds. Closing it waits for the
 * sink, but not for ever: the spool keeps what is left.
 */
export async function openRun({ runId, attempt, ...rest }: RunOptions): Promise<RunLogger> {
  return openWriter({ writer: { runId, attempt }, ...rest });
}

export interface OpenWriterOptions<From extends Writer> {
  writer: From;
  directory: string;
  sink: Sink<From> | null;
  log: (line: string) => void;
  beatMs?: number;
  onFenced?: (error: AppError) => void;
}

/** A logger with its spool. */
export interface SpooledLogger extends RunLogger {
  /** What was gathered is in the system's hands when it returns: for a process that is about to end. */
  saveNow(): void;
}

export async function openWriter<From extends Writer>(
  options: OpenWriterOptions<From>,
): Promise<SpooledLogger> {
  const { writer, directory, log } = options;
  const path = spoolPath(directory, writer);
  const before = await readSpool(path).catch((error: unknown) => {
    log(`the spool ${path} cannot be read: ${String(error)}`);
    return null;
  });
  if (before?.damage) log(`the spool ${path} has ${before.damage}`);
  const spool = await Spool.open(path, before?.wholeBytes ?? 0, log);
  const logger = writerLog({ ...options, store: spool, before: before?.frames ?? [] });
  return Object.assign(logger, {
    saveNow: () => spool?.saveNow(),
    [Symbol.asyncDispose]: closing(logger, spool, { path, log, writer, isOffline: options.sink === null }),
  });
}

function closing(
  logger: RunLogger,
  spool: Spool | null,
  {
    path,
    log,
    writer,
    isOffline,
  }: { path: string; log: (line: string) => void; writer: Writer; isOffline: boolean },
): () => Promise<void> {
  const stop = logger[Symbol.asyncDispose].bind(logger);
  return async () => {
    await stop();
    const { idle, ended } = logger;
    if (!idle && !isOffline)
      log(`${nameOf(writer)}: not everything could be sent; the rest stays in ${path}`);
    await spool?.[Symbol.asyncDispose]();
    if (ended && idle) await spool?.remove();
  };
}
