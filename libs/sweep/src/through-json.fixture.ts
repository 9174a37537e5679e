/**
 * What is left of trials that were written as JSON and read again. JSON has no NaN and no Infinity: what is kept of them
 * is that they are no number.
 */
export function throughJson<Item>(items: readonly Item[]): Item[] {
  const read: unknown = JSON.parse(JSON.stringify(items), (_key, value: unknown) =>
    value === null ? NaN : value,
  );
  if (!areLike(read, items)) throw new Error('JSON has lost some');
  return read;
}

function areLike<Item>(read: unknown, items: readonly Item[]): read is Item[] {
  return Array.isArray(read) && read.length === items.length;
}
