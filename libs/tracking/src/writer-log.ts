import type { AppError, RunRecord, SequencedRecord, Sink, Writer } from '@tenbin/contracts';
import { nameOf } from './refusal.ts';
import { Sender } from './sender.ts';
import type { Backlog, Item } from './sender.ts';

/** Records on a disk. */
export interface Store extends Backlog {
  /** Whether one of that size can be kept now. */
  hasRoom(bytes: number): boolean;
  /** @returns the record's place and size */
  append(entry: SequencedRecord): { place: number; bytes: number };
  /** Gives up the memory of records up to that number, which are stored elsewhere for good, and that the disk refused. */
  release(seq: number): void;
}

/** What a run says, one record after the other. */
export interface RunLogger extends AsyncDisposable {
  /** Keeps the record and returns; it is sent in the background. Never throws. */
  log(record: RunRecord): void;
  /**
   * Waits until everything logged so far is stored for good, however long the sink is away.
   * @throws AppError when it never will be; the signal's reason when it is aborted
   */
  flush(signal?: AbortSignal): Promise<void>;
  /** Whether all that was logged is stored for good. */
  readonly idle: boolean;
  /** Whether the run has said its end. */
  readonly ended: boolean;
  /** Highest sequence number that is stored for good. */
  readonly acknowledged: number;
  /** Records of metrics for which neither disk nor memory had room. */
  readonly lost: number;
}

export interface WriterLogOptions<From extends Writer> {
  writer: From;
  /** Null: nothing is sent, and what the store holds waits for somebody else to send it. */
  sink: Sink<From> | null;
  log: (line: string) => void;
  beatMs?: number;
  /** Null: records wait in memory alone. */
  store: Store | null;
  /** What the store holds already. */
  before: Item[];
  onFenced?: ((error: AppError) => void) | undefined;
}

/** Numbers the records of one writer, keeps them, and sends them. Disposing of it waits for the sink, but not for ever. */
export function writerLog<From extends Writer>(options: WriterLogOptions<From>): RunLogger {
  const { writer, store, before, log, sink, beatMs, onFenced } = options;
  const beat = beatMs === undefined ? {} : { beatMs };
  const sender = sink === null ? null : new Sender({ writer, sink, log, backlog: store, onFenced, ...beat });
  let seq = before.at(-1)?.entry.seq ?? 0;
  let ended = before.at(-1)?.entry.record.kind === 'end';
  let lost = 0;
  for (const item of before) sender?.push(item);

  const accept = (record: RunRecord): void => {
    const entry = { seq: seq + 1, record };
    // What a record takes of memory is about its JSON; only where it is written down its size is known.
    const size = store === null ? sizeOf(record) : 0;
    if (store !== null && !store.hasRoom(size)) store.release(sender?.acknowledged ?? 0);
    const room = store === null ? (sender?.hasRoom(size) ?? false) : store.hasRoom(size);
    if (!room && record.kind === 'metrics') {
      lost += 1;
      if (lost === 1)
        log(`${nameOf(writer)}: neither disk nor memory has room: metrics are being lost from now on`);
      return;
    }
    const { place, bytes } = store === null ? { place: 0, bytes: size } : store.append(entry);
    seq += 1;
    sender?.push({ entry, bytes }, place);
    ended = record.kind === 'end';
  };

  return {
    log(record) {
      try {
        accept(record);
      } catch (error) {
        log(`${nameOf(writer)}: a ${record.kind} record cannot be written: ${String(error)}`);
      }
    },
    flush: async (signal) => {
      if (sender === null) throw new Error('nothing is sent while offline');
      await sender.flush(signal);
    },
    get idle() {
      return sender?.idle ?? false;
    },
    get ended() {
      return ended;
    },
    get acknowledged() {
      return sender?.acknowledged ?? 0;
    },
    get lost() {
      return lost;
    },
    async [Symbol.asyncDispose]() {
      await sender?.settle();
      await sender?.[Symbol.asyncDispose]();
    },
  };
}

/** About the bytes of a record's JSON. */
function sizeOf(record: RunRecord): number {
  return record.kind === 'metrics' ? 60 + 40 * Object.keys(record.values).length : 2000;
}
