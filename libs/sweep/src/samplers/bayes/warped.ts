/**
 * Losses as a Gaussian process likes them, of mean 0 and variance 1. They are measured from the best one in units of its
 * distance from the median, and their logarithm is taken: a loss of 10⁵ says no more than "bad", and the better the trials
 * get, the finer their differences count.
 * @param losses in ascending order
 */
export function warped(losses: readonly number[]): Float64Array {
  const [least = 0] = losses;
  const median = losses[Math.floor((losses.length - 1) / 2)] ?? least;
  const unit = median - least || (losses.at(-1) ?? least) - least || 1;
  const logs = losses.map((loss) => Math.min(Math.log1p((loss - least) / unit), largest));
  const mean = logs.reduce((sum, each) => sum + each / logs.length, 0);
  const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2 / logs.length, 0);
  return Float64Array.from(logs, (each) => (each - mean) / (Math.sqrt(variance) || 1));
}

/** For losses so far apart that their difference is no finite number. */
const largest = 50;
