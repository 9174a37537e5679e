import { z } from 'zod';
import { metricKey } from './metric.ts';
import { epochMetricKeys } from './names.ts';
import { comparisons, runFields } from './run-fields.ts';
import type { RunRow } from './run-row.ts';

/** The last, the lowest or the highest finite value of a metric of any name. */
const figureColumn = z.strictObject({ of: z.enum(['last', 'min', 'max']), name: metricKey });
export type FigureColumn = z.infer<typeof figureColumn>;

/** A column of a table of runs: a field, a setting, a metric at the epoch of the lowest val_loss, or a figure. */
export const runColumn = z.union([
  z.strictObject({ of: z.literal('run'), name: z.enum(runFields) }),
  z.strictObject({ of: z.literal('param'), name: z.string().min(1).max(400) }),
  z.strictObject({ of: z.literal('best'), name: z.enum(epochMetricKeys) }),
  figureColumn,
]);
export type RunColumn = z.infer<typeof runColumn>;

export const runFilterTerm = z.strictObject({
  column: runColumn,
  is: z.enum(comparisons),
  value: z.union([z.string().max(400), z.number(), z.boolean(), z.null()]),
});
export type RunFilterTerm = z.infer<typeof runFilterTerm>;

/** Which runs a table shows, in which order, and with which figures beside them. */
export const runQuery = z.strictObject({
  project: z.string().optional(),
  sweepId: z.int().optional(),
  /** All of them hold. */
  filters: z.array(runFilterTerm).max(50).default([]),
  /** By default the order in which the runs began. A run without the value comes last, whatever the direction. */
  sort: z.strictObject({ column: runColumn, direction: z.enum(['asc', 'desc']) }).optional(),
  figures: z.array(figureColumn).max(100).default([]),
  limit: z.int().min(1).max(1000).default(100),
  offset: z.int().min(0).default(0),
});
export type RunQuery = z.input<typeof runQuery>;

export interface RunPage {
  /** Runs that the filters let through. */
  total: number;
  /** With the figures that were asked for, in that order; NaN where a run has none. */
  runs: (RunRow & { figures: number[] })[];
}
