import { fstatSync, ftruncateSync, writeSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decodeFrames } from './frame.ts';
import type { DecodedFrames } from './frame.ts';

/** Milliseconds within which an appended record is on the disk for good: one fsync serves all records of that time. */
const commitMs = 100;

/** Which attempt at which run a spool belongs to. */
export interface SpoolId {
  runId: number;
  attempt: number;
}

export function spoolPath(directory: string, { runId, attempt }: SpoolId): string {
  return join(directory, `${runId}.${attempt}.spool`);
}

/** The spools that lie in `directory`, oldest attempt first; none when there is no such folder. */
export async function listSpools(directory: string): Promise<SpoolId[]> {
  const names = await readdir(directory).catch(() => []);
  return names
    .flatMap((name) => {
      const [, runId, attempt] = /^(\d+)\.(\d+)\.spool$/.exec(name) ?? [];
      return runId === undefined ? [] : [{ runId: Number(runId), attempt: Number(attempt) }];
    })
    .toSorted((a, b) => a.runId - b.runId || a.attempt - b.attempt);
}

/** What a spool holds, or null when there is none. */
export async function readSpool(path: string): Promise<DecodedFrames | null> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  return bytes === null ? null : decodeFrames(bytes);
}

/**
 * An append-only file. A frame is in the system's hands when `append` returns, so it outlives the process;
 * it outlives the machine within `commitMs`. When the disk refuses (full, read-only) it warns once, keeps the
 * frames in memory, and writes them when the disk takes them again.
 */
export class Spool implements AsyncDisposable {
  readonly path: string;
  readonly #file: FileHandle | null;
  readonly #log: (line: string) => void;
  #unsaved: Buffer[] = [];
  #end: number;
  #warned = false;
  #commit: NodeJS.Timeout | null = null;

  private constructor(path: string, file: FileHandle | null, log: (line: string) => void) {
    this.path = path;
    this.#file = file;
    this.#end = file === null ? 0 : fstatSync(file.fd).size;
    this.#log = log;
  }

  /** @param keepBytes length of what is whole in a spool that lies there already: the rest is cut off */
  static async open(path: string, keepBytes: number, log: (line: string) => void): Promise<Spool> {
    try {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, 'a');
      await file.truncate(keepBytes);
      return new Spool(path, file, log);
    } catch (error) {
      const spool = new Spool(path, null, log);
      spool.#warn(error);
      return spool;
    }
  }

  append(frame: Buffer): void {
    this.#unsaved.push(frame);
    this.#save();
    this.#commit ??= setTimeout(() => {
      this.#commit = null;
      this.#save();
      this.#file?.sync().catch((error: unknown) => this.#warn(error));
    }, commitMs);
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#commit !== null) clearTimeout(this.#commit);
    this.#save();
    await this.#file?.sync().catch((error: unknown) => this.#warn(error));
    await this.#file?.close();
  }

  #save(): void {
    if (this.#file === null) return;
    try {
      for (let frame = this.#unsaved[0]; frame !== undefined; frame = this.#unsaved[0]) {
        if (writeSync(this.#file.fd, frame) < frame.length)
          throw new Error('ENOSPC: only a part was written');
        this.#end += frame.length;
        this.#unsaved.shift();
      }
    } catch (error) {
      this.#cutBack();
      this.#warn(error);
    }
  }

  /** Half a frame would hide every later one from a reader. */
  #cutBack(): void {
    try {
      if (this.#file !== null) ftruncateSync(this.#file.fd, this.#end);
    } catch (error) {
      this.#warn(error);
    }
  }

  #warn(error: unknown): void {
    if (this.#warned) return;
    this.#warned = true;
    const why = error instanceof Error ? error.message : String(error);
    this.#log(
      `the spool ${this.path} cannot be written (${why}): metrics go on from memory, and what is not sent is lost if this process dies`,
    );
  }
}
