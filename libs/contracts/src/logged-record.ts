import { z } from 'zod';
import { anyNumber, metricKey, printable } from './metric.ts';

/** A setting of a run as tables show and sort it. */
export const paramValue = z.union([z.string().max(4000), z.boolean(), z.null(), anyNumber]);
export type ParamValue = z.infer<typeof paramValue>;

/** Settings by their path in the configuration that they came from, as in `model.depth`. */
export const runParams = z.record(metricKey, paramValue);
export type RunParams = z.infer<typeof runParams>;

/** Whether a metric is better when it is higher or lower: its best value is its summary. */
export const metricDirections = z.record(metricKey, z.enum(['min', 'max']));
export type MetricDirections = z.infer<typeof metricDirections>;

/** SHA-256 in lower-case hexadecimal: the name of a blob, which is its content's. */
export const contentHash = z.string().regex(/^[0-9a-f]{64}$/);

const name = z.string().min(1).max(200).regex(printable, 'has characters that cannot be shown');

/** Kinds of pictures that browsers show. */
export const imageMime = z.enum(['image/png', 'image/jpeg', 'image/webp']);
export type ImageMime = z.infer<typeof imageMime>;

/** What people call a run and say of it; what is not given stays as it is. */
const labels = {
  name: name.optional(),
  tags: z.array(z.string().min(1).max(100)).max(100).optional(),
  notes: z.string().max(100_000).optional(),
  group: name.nullable().optional(),
};

/** What only runs say that somebody else's training loop logs. */
export const loggedRecords = [
  /** Comes first from every process that logs a run; a run that is resumed keeps what it has. */
  z.strictObject({
    kind: z.literal('start'),
    project: name,
    ...labels,
    params: runParams,
    /** The run that this one is a part of. */
    parent: z.uuid().nullable(),
    directions: metricDirections,
    /** Milliseconds since 1970. */
    at: z.number(),
  }),
  /** Settings that are new or other than before. */
  z.strictObject({ kind: z.literal('params'), params: runParams }),
  z.strictObject({ kind: z.literal('labels'), ...labels }),
  /** Lines that the process wrote, each without its end. */
  z.strictObject({
    kind: z.literal('console'),
    stream: z.enum(['stdout', 'stderr']),
    at: z.number(),
    lines: z.array(z.string().max(10_000)).min(1).max(1000),
  }),
  /** Files that were kept: a new version of the artifact of that name. Its blobs are stored before this is said. */
  z.strictObject({
    kind: z.literal('artifact'),
    name,
    /** What it is for, as in `model` and `dataset`. */
    type: name,
    /** The blob that lists its files: an `artifactManifest`. */
    manifest: contentHash,
    bytes: z.int().nonnegative(),
    files: z.int().nonnegative(),
    at: z.number(),
  }),
  /** A picture at a step, shown under its key. Its blob is stored before this is said. */
  z.strictObject({
    kind: z.literal('image'),
    key: name,
    step: z.int().nonnegative(),
    /** Place among the pictures of that key and step, from 0. */
    index: z.int().nonnegative(),
    caption: z.string().max(1000),
    blob: contentHash,
    mime: imageMime,
    width: z.int().positive(),
    height: z.int().positive(),
    at: z.number(),
  }),
] as const;
