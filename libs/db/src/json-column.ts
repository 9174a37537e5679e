import { fromJson, toJson } from '@tenbin/contracts';
import { z } from 'zod';
import type { Prisma } from './generated/client.ts';

/** A value as a jsonb column takes it: NaN and ±Infinity survive. */
export function jsonColumn(value: unknown): Prisma.InputJsonValue {
  const json = toJson(value);
  if (json === null) throw new TypeError('a json column of ours holds a value or SQL NULL, never JSON null');
  return json;
}

/** A schema for what `jsonColumn` wrote: parses the value that the column holds. */
export function columnOf<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(fromJson, schema);
}
