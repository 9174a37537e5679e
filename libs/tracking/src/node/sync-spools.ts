import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import type { BlobStore, RunRecord, SessionWriter, Sink } from '@tenbin/contracts';
import { folderStore } from '@tenbin/artifacts';
import { deliveringFiles } from '../deliver-files.ts';
import { reasonOf } from '../refusal.ts';
import { encodeFrame } from './frame.ts';
import { recoverSpool } from './recover-spool.ts';
import { isLocked, unlockSpool } from './spool-lock.ts';
import { inOrder, listSpools, readSpool, spoolPath } from './spool.ts';

export interface SyncOptions {
  /** Folder of the spool files. */
  directory: string;
  sink: Sink<SessionWriter>;
  /** Where files go; without it a spool whose run kept files stays. */
  blobs?: BlobStore | undefined;
  log: (line: string) => void;
  signal?: AbortSignal;
}

export interface Synced {
  /** Sessions whose spools were delivered whole. */
  sessions: number;
  records: number;
  /** Spools that stay: those of living processes, and what the server did not take. */
  left: number;
}

/**
 * Delivers what processes that are gone have left, from where its delivery had come to. A process that died without a word
 * has its run end as crashed.
 * @throws the signal's reason when it is aborted
 */
export async function syncSpools(options: SyncOptions): Promise<Synced> {
  const synced: Synced = { sessions: 0, records: 0, left: 0 };
  for (const writer of await listSpools(options.directory)) {
    if ('runId' in writer) continue;
    const records = await syncOne(writer, options);
    if (records === null) synced.left += 1;
    else {
      synced.sessions += 1;
      synced.records += records;
    }
  }
  return synced;
}

/** @returns how many records were delivered; null when the spool stays */
async function syncOne(writer: SessionWriter, options: SyncOptions): Promise<number | null> {
  const { directory, sink, blobs, log, signal } = options;
  const path = spoolPath(directory, writer);
  if (await isLocked(path)) return null;
  try {
    await sayItsEnd(path);
    const staged = folderStore(`${path}.blobs`);
    const delivering = blobs === undefined ? sink : deliveringFiles(sink, { staged, blobs });
    const records = await recoverSpool({
      directory,
      writer,
      sink: delivering,
      log,
      ...(signal === undefined ? {} : { signal }),
    });
    if ((await readSpool(path)) !== null) return null;
    unlockSpool(path);
    await rm(`${path}.blobs`, { recursive: true, force: true });
    return records;
  } catch (error) {
    signal?.throwIfAborted();
    log(`run ${writer.run}: ${reasonOf(error)}`);
    return null;
  }
}

/** The last record of a spool is its end: a process that died could not write one. */
async function sayItsEnd(path: string): Promise<void> {
  const spooled = await readSpool(path);
  if (spooled === null) return;
  const { items, gap } = inOrder(spooled.frames);
  const last = items.at(-1)?.entry;
  if (last === undefined || last.record.kind === 'end') return;
  const message = 'Its process died without a word: it was killed, or its machine went down.';
  const hint = 'What it logged up to then is all there. Resume the run to go on with it.';
  const error = { code: 'trial_crashed', message, hint };
  const at = lastMoment(items.map(({ entry }) => entry.record));
  const end = encodeFrame({ seq: last.seq + 1, record: { kind: 'end', status: 'crashed', at, error } });
  if (gap === null && spooled.damage === null) return appendFile(path, end);
  // What lies behind a gap must not come to stand behind the end.
  await writeFile(`${path}.new`, Buffer.concat([...items.map(({ entry }) => encodeFrame(entry)), end]));
  await rename(`${path}.new`, path);
}

/** When the process was last heard of. */
function lastMoment(records: RunRecord[]): number {
  const moments = records.flatMap((record) => ('at' in record ? record.at : []));
  return moments.at(-1) ?? Date.now();
}
