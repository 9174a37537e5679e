import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@tenbin/contracts';
import type { SequencedRecord, Sink } from '@tenbin/contracts';
import type { SpoolId } from './spool.ts';

/** Pause after a first failed send, in milliseconds; each further failure doubles it. */
const firstRetryMs = 250;
/** The longest pause between two tries, in milliseconds. */
const longestRetryMs = 15_000;
/** A batch ends at this many records … */
const batchRecords = 500;
/** … or at this many bytes of JSON, whichever comes first; one record always goes. */
const batchBytes = 1024 * 1024;

export interface SenderOptions extends SpoolId {
  sink: Sink;
  log: (line: string) => void;
  /** Told once when nothing of this attempt will be stored any more. */
  onFenced?: ((error: AppError) => void) | undefined;
}

interface Waiter {
  seq: number;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/** What a sink says when it will never store a record of this attempt again: it was replaced, or its run was deleted. */
export function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && (error.code === 'run_fenced' || error.code === 'not_found');
}

/** Sends records in order, in the background, until the sink has acknowledged them; what fails is tried again. */
export class Sender implements AsyncDisposable {
  readonly #options: SenderOptions;
  readonly #closing = new AbortController();
  readonly #loop: Promise<void>;
  #pending: { entry: SequencedRecord; bytes: number }[] = [];
  #waiters: Waiter[] = [];
  #wake: () => void = () => {};
  #lastSeq = 0;
  #fenced: AppError | null = null;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#loop = this.#run();
  }

  /** Whether everything pushed so far is stored for good. */
  get idle(): boolean {
    return this.#pending.length === 0 && this.#fenced === null;
  }

  /** @param bytes size of the record's JSON, for the batch limit */
  push(entry: SequencedRecord, bytes: number): void {
    if (this.#fenced !== null) return;
    this.#lastSeq = entry.seq;
    this.#pending.push({ entry, bytes });
    this.#wake();
  }

  /**
   * Waits until everything pushed so far is stored for good.
   * @throws AppError `run_fenced` or `not_found`; the signal's reason when it is aborted first
   */
  async flush(signal?: AbortSignal): Promise<void> {
    if (this.#fenced !== null) throw this.#fenced;
    if (this.#pending.length === 0) return;
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = (): void => reject(signal?.reason);
    signal?.addEventListener('abort', giveUp, { once: true });
    this.#waiters.push({ seq: this.#lastSeq, resolve, reject });
    try {
      await promise;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    this.#wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { runId, attempt, sink, log } = this.#options;
    let pause = firstRetryMs;
    while (!this.#closing.signal.aborted && this.#fenced === null) {
      const records = this.#nextBatch();
      if (records.length === 0) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      try {
        this.#acknowledge(await sink.send({ runId, attempt, records }), records);
        if (pause > firstRetryMs) log(`run ${runId}: its metrics are being stored again`);
        pause = firstRetryMs;
      } catch (error) {
        if (isRefusal(error)) return this.#fence(error);
        if (pause === firstRetryMs) log(`run ${runId}: its metrics wait in the spool: ${reasonOf(error)}`);
        await sleep(pause, undefined, { signal: this.#closing.signal }).catch(() => {});
        pause = Math.min(pause * 2, longestRetryMs);
      }
    }
  }

  #nextBatch(): SequencedRecord[] {
    let bytes = 0;
    const over = this.#pending.findIndex((item, index) => {
      bytes += item.bytes;
      return index > 0 && (index >= batchRecords || bytes > batchBytes);
    });
    return this.#pending.slice(0, over === -1 ? undefined : over).map(({ entry }) => entry);
  }

  #acknowledge(seq: number, sent: SequencedRecord[]): void {
    const last = sent.at(-1)?.seq ?? 0;
    if (seq < last) throw new Error(`the sink acknowledged ${seq}, but was sent ${last}`);
    this.#pending = this.#pending.filter(({ entry }) => entry.seq > seq);
    const done = this.#waiters.filter((waiter) => waiter.seq <= seq);
    this.#waiters = this.#waiters.filter((waiter) => waiter.seq > seq);
    for (const waiter of done) waiter.resolve();
  }

  #fence(error: AppError): void {
    this.#fenced = error;
    this.#pending = [];
    for (const waiter of this.#waiters.splice(0)) waiter.reject(error);
    this.#options.onFenced?.(error);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
