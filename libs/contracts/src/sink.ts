import { z } from 'zod';
import type { SequencedRecord } from './run-record.ts';
import { sequencedRecord } from './run-record.ts';

/** One attempt at a trial. A newer attempt shuts it out: what it still sends is refused with `run_fenced`. */
export const attemptWriter = z.strictObject({ runId: z.int().positive(), attempt: z.int().positive() });
export type AttemptWriter = z.infer<typeof attemptWriter>;

/**
 * One process that logs a run of its own making. The run is called into being by its first record; several sessions, one
 * after the other or side by side, may write it, and none shuts another out.
 */
export const sessionWriter = z.strictObject({ run: z.uuid(), session: z.uuid() });
export type SessionWriter = z.infer<typeof sessionWriter>;

export type Writer = AttemptWriter | SessionWriter;

export interface RecordBatch<From extends Writer = Writer> {
  writer: From;
  /** In ascending order of `seq`. None at all is a sign of life of a session. */
  records: SequencedRecord[];
  /** Whether the writer's process lives, so that this is also a sign of life; false for what a dead one left. */
  live: boolean;
}

/** Where records go. Sending the same ones again changes nothing. */
export interface Sink<From extends Writer = Writer> {
  /** The highest sequence number of that writer that is stored for good; at least the batch's last one. */
  send(batch: RecordBatch<From>): Promise<number>;
}

/** The body of `POST /api/v1/records`, as JSON in which `toJson` has kept NaN and ±Infinity. */
export const sessionBatch = z.strictObject({
  writer: sessionWriter,
  records: z.array(sequencedRecord).max(10_000),
  live: z.boolean(),
});

/** What `GET /api/v1/runs/{id or uuid}` answers, and `POST /api/v1/records` beside `acknowledged`. */
export const runHandle = z.strictObject({
  id: z.int().positive(),
  uuid: z.uuid(),
  project: z.string(),
  name: z.string(),
  /** The highest step that was logged; 0 when none was. */
  lastStep: z.int().nonnegative(),
  /** Where the dashboard shows it. */
  url: z.string(),
});
export type RunHandle = z.infer<typeof runHandle>;
