import { AppError } from '@tenbin/contracts';
import type { SequencedRecord, Sink, Writer } from '@tenbin/contracts';
import { isRefusal, nameOf, reasonOf } from './refusal.ts';

/** Pause after a first failed send, in milliseconds; each further failure doubles it. */
const firstRetryMs = 250;
/** The longest pause between two tries, in milliseconds. */
const longestRetryMs = 15_000;
/** How long closing waits for a sink that takes records, and for one that fails, in milliseconds. */
const closeMs = { taking: 10_000, failing: 3_000 };
/** A batch ends at this many records … */
const batchRecords = 1000;
/** … or at this many bytes of JSON, whichever comes first; one record always goes. */
const batchBytes = 1024 * 1024;
/** Bytes of JSON that wait in memory; what comes on top waits on the disk. */
const memoryBytes = 8 * 1024 * 1024;

/** Where records lie that do not wait in memory. */
export interface Backlog {
  /** Place behind the last record that was written. */
  readonly end: number;
  /** The records from a place on, about `bytes` of them, and the place of the next one. */
  read(from: number, bytes: number): Promise<{ items: Item[]; next: number }>;
}

export interface Item {
  entry: SequencedRecord;
  /** Size of its JSON, for the limits. */
  bytes: number;
}

export interface SenderOptions<From extends Writer> {
  writer: From;
  sink: Sink<From>;
  log: (line: string) => void;
  /** False for what a dead process left: it is no sign of life. */
  live?: boolean;
  /** Milliseconds of silence after which the sink is told that the writer lives; never by default. */
  beatMs?: number;
  backlog?: Backlog | null;
  /** Told once when nothing of this writer will be stored any more. */
  onFenced?: ((error: AppError) => void) | undefined;
}

interface Waiter {
  seq: number;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/** Sends records in order, in the background, until the sink has acknowledged them; what fails is tried again. */
export class Sender<From extends Writer> implements AsyncDisposable {
  readonly #options: SenderOptions<From>;
  readonly #backlog: Backlog | null;
  readonly #closing = new AbortController();
  readonly #loop: Promise<void>;
  #pending: Item[] = [];
  #pendingBytes = 0;
  /** Place in the backlog from which on records do not wait in memory; null when all do. */
  #spilled: number | null = null;
  #waiters: Waiter[] = [];
  #wake: () => void = () => {};
  #lastSeq = 0;
  #acknowledged = 0;
  #limits = { records: batchRecords, bytes: batchBytes };
  #fenced: AppError | null = null;
  #failing = false;
  /** Ends the pause before the next try. */
  #hurry: () => void = () => {};

  constructor(options: SenderOptions<From>) {
    this.#options = options;
    this.#backlog = options.backlog ?? null;
    this.#loop = this.#run();
  }

  /** Whether everything pushed so far is stored for good. */
  get idle(): boolean {
    return this.#pending.length === 0 && this.#spilled === null && this.#fenced === null;
  }

  /** Highest sequence number that is stored for good. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Whether a record of that size may wait; where there is a backlog, any may. */
  hasRoom(bytes: number): boolean {
    return this.#backlog !== null || this.#pendingBytes + bytes <= memoryBytes;
  }

  /** @param place of the record in the backlog, when there is one */
  push(item: Item, place = 0): void {
    if (this.#fenced !== null) return;
    this.#lastSeq = item.entry.seq;
    if (this.#spilled === null && this.#backlog !== null && this.#pendingBytes + item.bytes > memoryBytes)
      this.#spilled = place;
    if (this.#spilled !== null) return;
    this.#pending.push(item);
    this.#pendingBytes += item.bytes;
    this.#wake();
  }

  /**
   * Waits until everything pushed so far is stored for good.
   * @throws AppError when it never will be, as `run_fenced` and `not_found`; the signal's reason when it is aborted first
   */
  async flush(signal?: AbortSignal): Promise<void> {
    if (this.#fenced !== null) throw this.#fenced;
    if (this.idle) return;
    signal?.throwIfAborted();
    let giveUp = (): void => {};
    const stored = new Promise<void>((resolve, reject) => {
      giveUp = () => reject(signal?.reason);
      this.#waiters.push({ seq: this.#lastSeq, resolve, reject });
    });
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      await stored;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  /** Waits until everything pushed so far is stored, but not for ever, and less where the sink fails: who calls is done. */
  async settle(): Promise<void> {
    const from = performance.now();
    this.#hurry();
    while (!this.idle && this.#fenced === null) {
      const left = (this.#failing ? closeMs.failing : closeMs.taking) - (performance.now() - from);
      if (left <= 0) return;
      await this.flush(AbortSignal.timeout(Math.ceil(Math.min(left, 200)))).catch(() => {});
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    this.#hurry();
    this.#wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { writer, sink, log, live = true } = this.#options;
    const who = nameOf(writer);
    let pause = firstRetryMs;
    while (!this.#closing.signal.aborted && this.#fenced === null) {
      try {
        await this.#refill();
        const records = this.#nextBatch();
        if (records.length === 0 && !(await this.#rest())) continue;
        this.#acknowledge(await sink.send({ writer, live, records }), records);
        if (this.#failing) log(`${who}: its records are being stored again`);
        this.#failing = false;
        pause = firstRetryMs;
      } catch (error) {
        if (isRefusal(error)) return this.#fence(error);
        if (error instanceof AppError && error.code === 'too_large' && this.#halve()) continue;
        if (!this.#failing) log(`${who}: its records wait in the spool: ${reasonOf(error)}`);
        this.#failing = true;
        await this.#sleep(pause * (0.75 + Math.random() / 2));
        pause = Math.min(pause * 2, longestRetryMs);
      }
    }
  }

  /** Waits for something to send. @returns whether it is time for a sign of life */
  async #rest(): Promise<boolean> {
    const { beatMs } = this.#options;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const beat = await new Promise<boolean>((resolve) => {
      this.#wake = () => resolve(false);
      if (beatMs !== undefined && this.#acknowledged > 0)
        timer = unheld(setTimeout(() => resolve(true), beatMs));
      if (this.#closing.signal.aborted || this.#pending.length > 0) resolve(false);
    });
    clearTimeout(timer);
    return beat;
  }

  async #refill(): Promise<void> {
    if (this.#pending.length > 0 || this.#spilled === null || this.#backlog === null) return;
    const { items, next } = await this.#backlog.read(this.#spilled, batchBytes);
    this.#pending = items;
    this.#pendingBytes = items.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#spilled = next < this.#backlog.end ? next : null;
  }

  #nextBatch(): SequencedRecord[] {
    const { records, bytes: most } = this.#limits;
    let bytes = 0;
    const over = this.#pending.findIndex((item, index) => {
      bytes += item.bytes;
      return index > 0 && (index >= records || bytes > most);
    });
    return this.#pending.slice(0, over === -1 ? undefined : over).map(({ entry }) => entry);
  }

  #acknowledge(seq: number, sent: SequencedRecord[]): void {
    const last = sent.at(-1)?.seq ?? 0;
    if (seq < last) throw new Error(`the sink acknowledged ${seq}, but was sent ${last}`);
    this.#acknowledged = Math.max(this.#acknowledged, seq);
    const first = this.#pending.findIndex(({ entry }) => entry.seq > seq);
    const stored = this.#pending.splice(0, first === -1 ? this.#pending.length : first);
    this.#pendingBytes -= stored.reduce((sum, { bytes }) => sum + bytes, 0);
    const done = this.#waiters.filter((waiter) => waiter.seq <= seq);
    this.#waiters = this.#waiters.filter((waiter) => waiter.seq > seq);
    for (const waiter of done) waiter.resolve();
  }

  /** A server may take less at once than we send. @returns whether less can be sent */
  #halve(): boolean {
    const sent = this.#nextBatch().length;
    if (sent <= 1) return false;
    this.#limits = { records: Math.ceil(sent / 2), bytes: Math.ceil(this.#limits.bytes / 2) };
    return true;
  }

  #fence(error: AppError): void {
    this.#fenced = error;
    this.#pending = [];
    this.#pendingBytes = 0;
    for (const waiter of this.#waiters.splice(0)) waiter.reject(error);
    const { onFenced, log, writer } = this.#options;
    if (onFenced === undefined)
      log(`${nameOf(writer)}: nothing more is sent: ${error.message} ${error.hint}`);
    else onFenced(error);
  }

  async #sleep(ms: number): Promise<void> {
    if (this.#closing.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#hurry = () => (clearTimeout(timer), resolve());
    });
  }
}

/** A timer that does not keep a process from ending, where timers can be told so. */
function unheld(timer: ReturnType<typeof setTimeout>): ReturnType<typeof setTimeout> {
  if (typeof timer === 'object' && 'unref' in timer) timer.unref();
  return timer;
}
