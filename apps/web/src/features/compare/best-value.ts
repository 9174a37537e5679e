/** The best finite value of a row; null when there are fewer than two to choose from. */
export function bestValue(
  values: readonly (number | null | undefined)[],
  better: 'high' | 'low',
): number | null {
  const finite = values.filter((value) => typeof value === 'number' && Number.isFinite(value));
  if (finite.length < 2) return null;
  return finite.reduce<number | null>((best, value) => {
    if (typeof value !== 'number') return best;
    if (best === null) return value;
    return better === 'high' ? Math.max(best, value) : Math.min(best, value);
  }, null);
}
