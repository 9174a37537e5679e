import { z } from 'zod';
import { parameterNames, parameterSchemas } from './parameters.ts';
import type { ParameterValue } from './parameters.ts';
import { recordOf } from './record-of.ts';

const caseName = z
  .string()
  .min(1, 'is empty')
  .max(60, 'is longer than 60 characters')
  .refine((name) => name === name.trim(), 'begins or ends with a space');

const caseSetting = z.strictObject(
  recordOf(parameterNames, (name) => {
    const value: z.ZodType<ParameterValue, ParameterValue> = parameterSchemas[name];
    return value.optional().describe(parameterSchemas[name].description ?? '');
  }),
);

export const sweepCases = z.record(caseName, caseSetting);
