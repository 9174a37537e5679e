import {
  datasetFacts,
  datasetSpec,
  engineFacts,
  generalisation,
  metricDirections,
  pictureSheet,
  runProvenance,
  sweepProvenance,
  storedSweepSpec,
  trialParameters,
  verdict,
} from '@tenbin/contracts';
import { z } from 'zod';
import { columnOf } from '../json-column.ts';

/** What the jsonb columns hold, parsed where rows enter. */
export const specColumn = columnOf(storedSweepSpec);
export const configColumn = columnOf(
  z.object({
    dataset: datasetSpec,
    parameters: trialParameters,
    seed: z.int(),
    case: z.string().optional(),
    threads: z.int().positive().optional(),
  }),
);
export const verdictColumn = columnOf(verdict.nullable());
export const datasetColumn = columnOf(datasetFacts.nullable());
export const engineColumn = columnOf(engineFacts.nullable());
export const generalisationColumn = columnOf(generalisation.nullable());
/** A row of `sheet`, as a sheet. */
export const sheetColumns = columnOf(pictureSheet);
export const directionsColumn = columnOf(metricDirections);
export const errorColumn = columnOf(
  z.object({ code: z.string(), message: z.string(), hint: z.string() }).nullable(),
);
export const runProvenanceColumn = columnOf(runProvenance.nullable());
export const sweepProvenanceColumn = columnOf(sweepProvenance.nullable());
const imagesOfSweep = z.object({ classes: z.int().positive(), nativeSide: z.number().positive() });
export const imagesColumn = columnOf(imagesOfSweep.nullable());
/** What was known of a sweep's images when it was queued; `nativeSide` is the median of the smaller sides, in pixels. */
export type ImagesOfSweep = z.infer<typeof imagesOfSweep>;
