import { rm } from 'node:fs/promises';
import type { Sink, Writer } from '@tenbin/contracts';
import { isRefusal, isUnwanted, nameOf } from '../refusal.ts';
import { Sender } from '../sender.ts';
import { inOrder, readSpool, spoolPath } from './spool.ts';

export interface RecoverOptions<From extends Writer> {
  directory: string;
  writer: From;
  sink: Sink<From>;
  log: (line: string) => void;
  /** Ends the wait for a sink that is away; the spool then stays for the next try. */
  signal?: AbortSignal;
}

/**
 * Sends what a dead process left in its spool, then deletes the spool. Doing it twice changes nothing. What nobody wants,
 * an attempt that a newer one has replaced or a deleted run, is deleted unsent; what is refused otherwise stays.
 * @returns how many records were delivered
 * @throws the signal's reason when it is aborted
 */
export async function recoverSpool<From extends Writer>(options: RecoverOptions<From>): Promise<number> {
  const { directory, writer, sink, log, signal } = options;
  const path = spoolPath(directory, writer);
  const spooled = await readSpool(path);
  if (spooled === null) return 0;
  if (spooled.damage !== null) log(`the spool ${path} has ${spooled.damage}`);
  const { items, gap } = inOrder(spooled.frames);
  if (gap !== null) log(`the spool ${path} is broken: ${gap}`);
  await using sender = new Sender({ writer, sink, log, live: false });
  for (const item of items) sender.push(item);
  const refusal = await sender.flush(signal).catch((error: unknown) => {
    if (isRefusal(error)) return error;
    throw error;
  });
  if (refusal !== undefined && !isUnwanted(refusal)) {
    log(`${nameOf(writer)}: its spool stays: ${refusal.message} ${refusal.hint}`);
    return 0;
  }
  await rm(path, { force: true });
  if (refusal === undefined) return items.length;
  log(`${nameOf(writer)}: its spool is dropped: ${refusal.message}`);
  return 0;
}
