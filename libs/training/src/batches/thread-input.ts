import { MessagePort } from 'node:worker_threads';
import { augmentationNames, errorCodes, recordOf } from '@tenbin/contracts';
import type { ErrorCode } from '@tenbin/contracts';
import { z } from 'zod';

// By `custom` and not `instanceof`, whose types take every array for one of memory that is not shared.
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const integers = z.custom<Int32Array>((value) => value instanceof Int32Array);
const floats = z.custom<Float32Array>((value) => value instanceof Float32Array);
const strengths = z.object(recordOf(augmentationNames, () => z.number()));

/** What the preparing thread is given; all large memory in it is shared. */
export const threadInput = z.object({
  ingredients: z.object({
    images: bytes,
    labels: integers,
    shape: z.tuple([z.number(), z.number(), z.number()]).readonly(),
    classes: z.number(),
    strengths,
    seed: z.number(),
  }),
  batchSize: z.number(),
  /** One for each slot; batch `step` is in room `step % slots`. */
  rooms: z.array(z.object({ images: bytes, targets: floats })),
  /** How many images the epoch has, and behind it their places in the order of the epoch. */
  order: integers,
  handover: z.instanceof(SharedArrayBuffer),
  /** Takes the error that ended the thread. */
  mailbox: z.instanceof(MessagePort),
});
export type ThreadInput = z.infer<typeof threadInput>;

/** The error that ended the thread. */
export const threadFailure = z.object({
  code: z.custom<ErrorCode>((code) => typeof code === 'string' && code in errorCodes),
  message: z.string(),
  hint: z.string(),
});
