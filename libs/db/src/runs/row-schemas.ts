import {
  datasetFacts,
  datasetSpec,
  engineFacts,
  pictureSheet,
  sweepSpec,
  trialParameters,
  verdict,
} from '@tenbin/contracts';
import { z } from 'zod';
import { columnOf } from '../json-column.ts';

/** What the jsonb columns hold, parsed where rows enter. */
export const specColumn = columnOf(sweepSpec);
export const configColumn = columnOf(
  z.object({ dataset: datasetSpec, parameters: trialParameters, seed: z.int() }),
);
export const verdictColumn = columnOf(verdict.nullable());
export const datasetColumn = columnOf(datasetFacts.nullable());
export const engineColumn = columnOf(engineFacts.nullable());
/** A row of `sheet`, as a sheet. */
export const sheetColumns = columnOf(pictureSheet);
export const errorColumn = columnOf(
  z.object({ code: z.string(), message: z.string(), hint: z.string() }).nullable(),
);
