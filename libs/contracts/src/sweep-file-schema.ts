import { z } from 'zod';

/**
 * The keys that `schema` knows at `path`; none where it has no keys there.
 * @param value what the schema refused, which decides between the members of a union
 */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[], value: unknown): string[] {
  let inner: unknown = schema;
  let at = value;
  for (const key of path) {
    inner = memberOf(plain(inner, at), key);
    at = entryOf(at, key);
  }
  const found = plain(inner, at);
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

/** What `value` has at `key`; undefined where it has nothing. */
export function entryOf(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === String(key))?.[1];
}

function memberOf(schema: unknown, key: PropertyKey): unknown {
  if (schema instanceof z.ZodObject) return entryOf(schema.shape, key);
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return undefined;
}

/** The schema inside optional, default and transform wrappers; of a union told apart by a key, the member meant. */
function plain(schema: unknown, value: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return plain(schema.unwrap(), value);
  if (schema instanceof z.ZodPipe) return plain(schema.in, value);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const { discriminator } = schema.def;
    return schema.options.find((option) => {
      const literal = option instanceof z.ZodObject ? entryOf(option.shape, discriminator) : undefined;
      return literal instanceof z.ZodLiteral && literal.value === entryOf(value, discriminator);
    });
  }
  return schema;
}
