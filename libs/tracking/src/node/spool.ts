import { ftruncateSync, writeSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SequencedRecord, Writer } from '@tenbin/contracts';
import type { Item } from '../sender.ts';
import type { Store } from '../writer-log.ts';
import { decodeFrames, encodeFrame } from './frame.ts';
import type { DecodedFrames } from './frame.ts';

/** Milliseconds within which an appended record is on the disk for good: one fsync serves all records of that time. */
const commitMs = 100;
/** A write waits for an fsync of the same file, so nothing is written while one is on its way, as long as this is enough. */
const gatherBytes = 1024 * 1024;
/** Milliseconds for which a disk that refused is left alone. */
const retryMs = 1000;
/** Bytes that wait in memory for a disk that is full. */
const unsavedBytes = 8 * 1024 * 1024;

const attemptFile = /^(\d+)\.(\d+)\.spool$/;
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const sessionFile = new RegExp(`^(${uuid})\\.(${uuid})\\.spool$`);

export function spoolPath(directory: string, writer: Writer): string {
  const name = 'runId' in writer ? `${writer.runId}.${writer.attempt}` : `${writer.run}.${writer.session}`;
  return join(directory, `${name}.spool`);
}

/** The writers whose spools lie in `directory`: attempts by run and number, then sessions; none when there is no folder. */
export async function listSpools(directory: string): Promise<Writer[]> {
  const names = await readdir(directory).catch((): string[] => []);
  const attempts = names.flatMap((name) => {
    const [, runId, attempt] = attemptFile.exec(name) ?? [];
    return runId === undefined ? [] : [{ runId: Number(runId), attempt: Number(attempt) }];
  });
  const sessions = names.flatMap((name) => {
    const [, run, session] = sessionFile.exec(name) ?? [];
    return run === undefined || session === undefined ? [] : [{ run, session }];
  });
  return [...attempts.toSorted((a, b) => a.runId - b.runId || a.attempt - b.attempt), ...sessions];
}

/** What a spool holds, or null when there is none. */
export async function readSpool(path: string): Promise<DecodedFrames | null> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  return bytes === null ? null : decodeFrames(bytes);
}

/** Records as they were numbered, each once, up to the first that is missing. A writer appends them so; a disk may not keep them so. */
export function inOrder(frames: readonly Item[]): { items: Item[]; gap: string | null } {
  const bySeq = new Map(frames.map((item) => [item.entry.seq, item]));
  const items: Item[] = [];
  for (let item = bySeq.get(1); item !== undefined; item = bySeq.get(items.length + 1)) items.push(item);
  const lost = bySeq.size - items.length;
  return {
    items,
    gap: lost === 0 ? null : `record ${items.length + 1} is missing: ${lost} behind it are lost`,
  };
}

/**
 * An append-only file. A frame is in the system's hands when `append` returns, or, while an fsync is on its way, within
 * milliseconds, so it outlives the process; it outlives the machine within `commitMs`. When the disk refuses (full,
 * read-only) it warns once, keeps the frames in memory, and writes them when the disk takes them again, unless memory
 * had to be released before that.
 */
export class Spool implements Store, AsyncDisposable {
  readonly path: string;
  readonly #file: FileHandle;
  readonly #log: (line: string) => void;
  #unsaved: Frame[] = [];
  #unsavedBytes = 0;
  /** Bytes of whole frames in the file. */
  #saved: number;
  #warned = false;
  /** That frames were released which are not in the file: later ones in it would be of no use. */
  #isCut = false;
  /** When a disk that refused is tried again, by the clock of `performance.now`. */
  #nextTry = 0;
  #commit: NodeJS.Timeout | null = null;
  #syncing: Promise<void> | null = null;

  private constructor(path: string, given: { file: FileHandle; bytes: number; log: (line: string) => void }) {
    this.path = path;
    this.#file = given.file;
    this.#saved = given.bytes;
    this.#log = given.log;
  }

  /**
   * @param keepBytes length of what is whole in a spool that lies there already: the rest is cut off
   * @returns null when none can be written there, which was said to `log`
   */
  static async open(path: string, keepBytes: number, log: (line: string) => void): Promise<Spool | null> {
    try {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, 'a+');
      await file.truncate(keepBytes);
      return new Spool(path, { file, bytes: keepBytes, log });
    } catch (error) {
      log(cannotWrite(path, error));
      return null;
    }
  }

  get end(): number {
    return this.#saved + this.#unsavedBytes;
  }

  hasRoom(bytes: number): boolean {
    return this.#unsavedBytes + bytes <= unsavedBytes;
  }

  append(entry: SequencedRecord): { place: number; bytes: number } {
    const frame = { seq: entry.seq, bytes: encodeFrame(entry) };
    const place = this.end;
    this.#unsaved.push(frame);
    this.#unsavedBytes += frame.bytes.length;
    if (this.#syncing === null || this.#unsavedBytes > gatherBytes) this.#save();
    this.#commit ??= setTimeout(() => this.#sync(), commitMs).unref();
    return { place, bytes: frame.bytes.length };
  }

  release(seq: number): void {
    const kept = this.#unsaved.filter((frame) => frame.seq > seq);
    if (kept.length === this.#unsaved.length) return;
    this.#isCut = true;
    this.#unsaved = kept;
    this.#unsavedBytes = bytesOf(kept).length;
  }

  async read(from: number, bytes: number): Promise<{ items: Item[]; next: number }> {
    this.#save();
    if (from >= this.#saved) {
      const { frames } = decodeFrames(bytesOf(this.#unsaved));
      return { items: frames, next: this.end };
    }
    const wanted = Buffer.alloc(Math.min(bytes, this.#saved - from));
    await this.#file.read(wanted, 0, wanted.length, from);
    const { frames, wholeBytes } = decodeFrames(wanted);
    // A frame that is larger than what was asked for is read whole.
    if (frames.length === 0 && wanted.length < this.#saved - from) return this.read(from, bytes * 4);
    if (frames.length === 0) throw new Error(`the spool ${this.path} has a broken record at byte ${from}`);
    return { items: frames, next: from + wholeBytes };
  }

  /** Writes what was gathered, now. */
  saveNow(): void {
    this.#save();
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#commit !== null) clearTimeout(this.#commit);
    await this.#syncing;
    this.#save();
    await this.#file.sync().catch((error: unknown) => this.#warn(error));
    await this.#file.close();
  }

  #sync(): void {
    this.#commit = null;
    this.#save();
    this.#syncing = this.#file
      .datasync()
      .catch((error: unknown) => this.#warn(error))
      .then(() => {
        this.#syncing = null;
        this.#save();
      });
  }

  #save(): void {
    if (this.#unsaved.length === 0 || this.#isCut || performance.now() < this.#nextTry) return;
    const frames = bytesOf(this.#unsaved);
    try {
      if (writeSync(this.#file.fd, frames) < frames.length)
        throw new Error('ENOSPC: only a part was written');
      this.#saved += frames.length;
      this.#unsaved = [];
      this.#unsavedBytes = 0;
    } catch (error) {
      this.#nextTry = performance.now() + retryMs;
      this.#cutBack();
      this.#warn(error);
    }
  }

  /** Half a frame would hide every later one from a reader. */
  #cutBack(): void {
    try {
      ftruncateSync(this.#file.fd, this.#saved);
    } catch (error) {
      this.#warn(error);
    }
  }

  #warn(error: unknown): void {
    if (this.#warned) return;
    this.#warned = true;
    this.#log(cannotWrite(this.path, error));
  }
}

interface Frame {
  seq: number;
  bytes: Buffer;
}

function bytesOf(frames: readonly Frame[]): Buffer {
  const [first] = frames;
  return first !== undefined && frames.length === 1
    ? first.bytes
    : Buffer.concat(frames.map(({ bytes }) => bytes));
}

function cannotWrite(path: string, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `the spool ${path} cannot be written (${why}): metrics go on from memory, and what is not sent is lost if this process dies`;
}
