/** A record with `make(key)` under each of `keys`. */
export function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  make: (key: Key) => Value,
): Record<Key, Value> {
  const record: Record<string, Value> = Object.fromEntries(keys.map((key) => [key, make(key)]));
  if (hasAll(record, keys)) return record;
  throw new TypeError(`a record needs different keys, got ${keys.join(', ')}`);
}

function hasAll<Key extends string, Value>(
  record: Record<string, Value>,
  keys: readonly Key[],
): record is Record<Key, Value> {
  return Object.keys(record).length === keys.length;
}
