/** Below this, 2 % of the axis, a density would tell only where trials have been. */
const leastBandwidth = 0.02;

/**
 * How far around each observation its density reaches, on an axis from 0 to 1: Scott's rule (1992) for one dimension,
 * spread × n^(−1/5), where the spread has an even distribution over the whole axis as one more observation. Optuna gives
 * every observation the distance to its neighbour instead; one reach for all of an axis did better on most of the
 * bench's problems.
 */
export function bandwidthOf(observed: Float64Array, cells: number): number {
  const places = observed.filter((place) => !Number.isNaN(place));
  const count = places.length;
  if (count === 0) return 1;
  const mean = places.reduce((sum, place) => sum + place, 0) / count;
  const squares = places.reduce((sum, place) => sum + (place - mean) ** 2, 1 / 12);
  const bandwidth = Math.sqrt(squares / count) * count ** -0.2;
  // Below half a cell no other cell would ever be drawn.
  const least = Math.max(leastBandwidth, 0.5 / cells);
  return Math.min(1, Math.max(least, bandwidth));
}
