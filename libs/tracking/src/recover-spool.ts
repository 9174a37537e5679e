import { rm } from 'node:fs/promises';
import type { Sink } from '@tenbin/contracts';
import { encodeFrame } from './frame.ts';
import { isRefusal, Sender } from './sender.ts';
import { readSpool, spoolPath } from './spool.ts';

export interface RecoverOptions {
  directory: string;
  runId: number;
  attempt: number;
  sink: Sink;
  log: (line: string) => void;
  /** Ends the wait for a sink that is away; the spool then stays for the next try. */
  signal?: AbortSignal;
}

/**
 * Sends what a dead process left in its spool, then deletes the spool. Doing it twice changes nothing.
 * The spool of an attempt that a newer one has replaced, or of a deleted run, is deleted unsent.
 * @returns how many records were delivered
 * @throws the signal's reason when it is aborted
 */
export async function recoverSpool(options: RecoverOptions): Promise<number> {
  const { directory, runId, attempt, sink, log, signal } = options;
  const path = spoolPath(directory, { runId, attempt });
  const spooled = await readSpool(path);
  if (spooled === null) return 0;
  if (spooled.damage !== null) log(`the spool ${path} has ${spooled.damage}`);
  await using sender = new Sender({ runId, attempt, sink, log });
  for (const entry of spooled.records) sender.push(entry, encodeFrame(entry).length);
  const refusal = await sender.flush(signal).catch((error: unknown) => {
    if (isRefusal(error)) return error;
    throw error;
  });
  await rm(path, { force: true });
  if (refusal === undefined) return spooled.records.length;
  log(`run ${runId}: the spool of attempt ${attempt} is dropped: ${refusal.message}`);
  return 0;
}
