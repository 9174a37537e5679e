import { z } from 'zod';
import { confusionMatrix } from './confusion-matrix.ts';
import { anyNumber, metricPoint } from './metric.ts';
import { verdict } from './verdict.ts';

/** The data set as a run saw it. */
export const datasetFacts = z.strictObject({
  path: z.string(),
  /** SHA-256 of the decoded images, their labels and order: the same hash is the same data. */
  hash: z.string(),
  classes: z.array(z.string()).min(2),
  /** Images by class, in the order of `classes`. */
  trainCounts: z.array(z.int().nonnegative()),
  validationCounts: z.array(z.int().nonnegative()),
  /** Files that could not be read, and why. */
  skipped: z.array(z.strictObject({ file: z.string(), reason: z.string() })),
});
export type DatasetFacts = z.infer<typeof datasetFacts>;

/** What the run was trained with and on. */
export const engineFacts = z.strictObject({
  name: z.string(),
  version: z.string(),
  threads: z.int().positive(),
  /** Why this engine and not a faster one. */
  reason: z.string(),
});
export type EngineFacts = z.infer<typeof engineFacts>;

export const runEndings = ['finished', 'failed', 'crashed', 'canceled'] as const;

/** Everything that a run says about itself, one fact a record. */
export const runRecord = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('metrics'), points: z.array(metricPoint).min(1) }),
  z.strictObject({ kind: z.literal('verdict'), verdict }),
  z.strictObject({
    kind: z.literal('confusion'),
    /** Whose weights: those of the epoch with the lowest val_loss, or those at the end. */
    weights: z.enum(['best', 'last']),
    epoch: z.int().positive(),
    matrix: confusionMatrix,
  }),
  z.strictObject({ kind: z.literal('dataset'), dataset: datasetFacts }),
  z.strictObject({
    kind: z.literal('engine'),
    engine: engineFacts,
    /** Trainable numbers of the model. */
    parameterCount: z.int().nonnegative(),
  }),
  z.strictObject({
    kind: z.literal('end'),
    status: z.enum(runEndings),
    error: z.strictObject({ code: z.string(), message: z.string(), hint: z.string() }).optional(),
    /** Milliseconds since 1970. */
    at: anyNumber,
  }),
]);
export type RunRecord = z.infer<typeof runRecord>;

/** A record with its place in its attempt: sequence numbers count from 1 without a gap. */
export const sequencedRecord = z.strictObject({ seq: z.int().positive(), record: runRecord });
export type SequencedRecord = z.infer<typeof sequencedRecord>;

export interface RecordBatch {
  runId: number;
  /** Which try at the run is speaking: a write from an older one is refused with `run_fenced`. */
  attempt: number;
  /** In ascending order of `seq`. */
  records: SequencedRecord[];
}

/** Where records go. Sending the same ones again changes nothing. */
export interface Sink {
  /** The highest sequence number that is stored for good; at least the batch's last one. */
  send(batch: RecordBatch): Promise<number>;
}
