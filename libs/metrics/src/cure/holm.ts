/**
 * p values of several tests, each as large as it has to be so that the chance of a single false finding among all of
 * them is what it says (Holm 1979, Scandinavian Journal of Statistics 6:65). NaN is no test and stays.
 */
export function holm(values: readonly number[]): number[] {
  const order = [...values.keys()]
    .filter((index) => !Number.isNaN(values[index]))
    .toSorted((left, right) => (values[left] ?? 0) - (values[right] ?? 0));
  const adjusted = values.map(() => NaN);
  let least = 0;
  for (const [rank, index] of order.entries()) {
    least = Math.max(least, Math.min(1, (order.length - rank) * (values[index] ?? NaN)));
    adjusted[index] = least;
  }
  return adjusted;
}
