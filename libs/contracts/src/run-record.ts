import { z } from 'zod';
import { confusionMatrix } from './confusion-matrix.ts';
import { generalisation } from './generalisation.ts';
import { loggedRecords } from './logged-record.ts';
import { anyNumber, metricKey } from './metric.ts';
import { runProvenance } from './provenance.ts';
import { verdict } from './verdict.ts';

export const datasetWarningKinds = [
  'exactDuplicates',
  'nearDuplicates',
  'leakage',
  'imbalance',
  'tiny',
  'blurred',
  'constant',
] as const;
export type DatasetWarningKind = (typeof datasetWarningKinds)[number];

export const datasetWarning = z.strictObject({
  kind: z.enum(datasetWarningKinds),
  /** A sentence with the numbers in it. */
  message: z.string(),
  /** Images that it is about. */
  count: z.int().nonnegative(),
});
export type DatasetWarning = z.infer<typeof datasetWarning>;

/** Names of sheets: those of the warnings, augmented training images, and what look like wrong labels. */
export const sheetNames = [...datasetWarningKinds, 'augmentation', 'suspects'] as const;
export type SheetName = (typeof sheetNames)[number];

/** Small pictures with a word to each, for people to look at. */
export const pictureSheet = z.strictObject({
  name: z.enum(sheetNames),
  pictures: z
    .array(
      z.strictObject({
        file: z.string(),
        /** Name of its class. */
        label: z.string(),
        /** What there is to see; empty for an image as it is. */
        caption: z.string(),
        /** `data:image/png;base64,…`, 96 pixels wide at most. */
        image: z.string().startsWith('data:image/png;base64,'),
      }),
    )
    .max(48),
});
export type PictureSheet = z.infer<typeof pictureSheet>;

/** The data set as a run saw it. */
export const datasetFacts = z.strictObject({
  /** Path, or name of a data set that Tenbin knows. */
  path: z.string(),
  /** Terms under which the images may be used, when the data set says. */
  licence: z.string().nullable().default(null),
  /** SHA-256 of the decoded images, their labels and order: the same hash is the same data. */
  hash: z.string(),
  classes: z.array(z.string()).min(2),
  /** Images by class, in the order of `classes`. */
  trainCounts: z.array(z.int().nonnegative()),
  validationCounts: z.array(z.int().nonnegative()),
  /** Empty when no image is kept for a test. */
  testCounts: z.array(z.int().nonnegative()).default([]),
  /** Files that could not be read, and why. */
  skipped: z.array(z.strictObject({ file: z.string(), reason: z.string() })),
  /** What is doubtful about the images; the pictures of each are the sheet of its kind. */
  warnings: z.array(datasetWarning).default([]),
});
export type DatasetFacts = z.infer<typeof datasetFacts>;

/** What the run was trained with and on. */
export const engineFacts = z.strictObject({
  name: z.string(),
  version: z.string(),
  threads: z.int().positive(),
  /** Whether a step is one compiled graph, or op by op through the layers. */
  step: z.enum(['graph', 'layers']).default('layers'),
  /** Why this engine and not a faster one. */
  reason: z.string(),
});
export type EngineFacts = z.infer<typeof engineFacts>;

export const runEndings = ['finished', 'pruned', 'failed', 'crashed', 'canceled'] as const;

/** Everything that a run says about itself, one fact a record. */
export const runRecord = z.discriminatedUnion('kind', [
  /** What was measured at one step; every value is a point of the curve of its key. */
  z.strictObject({
    kind: z.literal('metrics'),
    /** Epoch from 1 for per-epoch metrics, else the global step. */
    step: z.int().nonnegative(),
    /** Milliseconds since 1970. */
    at: z.number(),
    values: z.record(metricKey, anyNumber),
  }),
  z.strictObject({ kind: z.literal('verdict'), verdict }),
  z.strictObject({
    kind: z.literal('confusion'),
    /** Which images, as in `validation` and `test`. */
    split: z.string().min(1).max(100),
    /** Whose weights: those of the epoch with the lowest val_loss, or those at the end. */
    weights: z.enum(['best', 'last']),
    epoch: z.int().positive(),
    matrix: confusionMatrix,
  }),
  z.strictObject({ kind: z.literal('generalisation'), generalisation }),
  z.strictObject({ kind: z.literal('dataset'), dataset: datasetFacts }),
  z.strictObject({ kind: z.literal('pictures'), sheet: pictureSheet }),
  z.strictObject({
    kind: z.literal('engine'),
    engine: engineFacts,
    /** Trainable numbers of the model. */
    parameterCount: z.int().nonnegative(),
  }),
  z.strictObject({ kind: z.literal('provenance'), provenance: runProvenance }),
  z.strictObject({
    kind: z.literal('end'),
    status: z.enum(runEndings),
    error: z.strictObject({ code: z.string(), message: z.string(), hint: z.string() }).optional(),
    /** Milliseconds since 1970. */
    at: anyNumber,
  }),
  ...loggedRecords,
]);
export type RunRecord = z.infer<typeof runRecord>;

/** A record with its place in what its writer says: sequence numbers count from 1 without a gap. */
export const sequencedRecord = z.strictObject({ seq: z.int().positive(), record: runRecord });
export type SequencedRecord = z.infer<typeof sequencedRecord>;
