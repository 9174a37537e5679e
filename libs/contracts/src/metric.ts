import { z } from 'zod';
import type { EpochMetricKey } from './names.ts';

/** A number as a training loop makes them: NaN and ±Infinity are values, not errors. */
export const anyNumber = z.union([z.number(), z.nan(), z.literal(Infinity), z.literal(-Infinity)]);

/** Without control characters and halves of characters: a database takes neither. */
export const printable = /^[^\p{Cc}\p{Cs}]*$/u;

/** Keras's name for a per-epoch metric, `batch/loss` for a per-batch one, `system/…` for the machine's. */
export const metricKey = z.string().min(1).max(200).regex(printable, 'has characters that cannot be shown');

/**
 * The per-epoch metrics of one run. Index 0 is epoch 1; arrays may differ in length while a run is live,
 * and an epoch without a value is NaN.
 */
export type History = Record<EpochMetricKey, number[]>;
