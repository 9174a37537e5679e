/** What JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The key that marks a number which JSON has no word for. */
const marker = '$number';

/**
 * `value` as plain JSON data in which NaN, ±Infinity and −0 survive, as `{ "$number": "NaN" }`.
 * Like `JSON.stringify`, it drops `undefined` fields. Used on every hop: spool, jsonb column, tRPC.
 */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return numberToJson(value);
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : toJson(item)));
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, field]) => field !== undefined);
    return Object.fromEntries(entries.map(([key, field]) => [key, toJson(field)]));
  }
  throw new TypeError(`a ${typeof value} cannot be written as JSON`);
}

function numberToJson(value: number): Json {
  if (Object.is(value, -0)) return { [marker]: '-0' };
  return Number.isFinite(value) ? value : { [marker]: String(value) };
}

/** The inverse of `toJson`: what is read back still has to be parsed by its schema. */
export function fromJson(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(fromJson);
  if (json === null || typeof json !== 'object') return json;
  const entries = Object.entries(json);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === marker) return Number(only[1]);
  return Object.fromEntries(entries.map(([key, field]) => [key, fromJson(field)]));
}

/** `JSON.stringify(toJson(value))`, at the speed of `JSON.stringify`. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, markNumber);
}

function markNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
    ? { [marker]: Object.is(value, -0) ? '-0' : String(value) }
    : value;
}
