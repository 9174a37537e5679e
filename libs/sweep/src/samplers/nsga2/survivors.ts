import { paretoFront } from '../../pareto.ts';

export interface Survivor {
  /** Of its losses in what was given. */
  index: number;
  /** 0 for the Pareto front of all, 1 for that of the rest, and so on. */
  rank: number;
  /** How far apart its neighbours on the front are; Infinity at the ends. */
  crowding: number;
}

/**
 * The best `size` of some points (Deb et al. 2002, "A fast and elitist multiobjective genetic algorithm: NSGA-II", sections
 * III.A and B): front after front, and of the last one that has room those with the fewest neighbours.
 * @param losses for each point its objectives, less is better
 */
export function survivorsOf(losses: readonly (readonly number[])[], size: number): Survivor[] {
  const survivors: Survivor[] = [];
  let rest = withoutHopeless(losses, size);
  for (let rank = 0; survivors.length < size && rest.length > 0; rank += 1) {
    const front = paretoFront(rest.map((index) => losses[index] ?? [])).map((at) => rest[at] ?? 0);
    if (front.length === 0) break;
    const crowding = crowdingOf(front.map((index) => losses[index] ?? []));
    const ranked = front.map((index, at) => ({ index, rank, crowding: crowding[at] ?? 0 }));
    survivors.push(...ranked.toSorted(byFitness).slice(0, size - survivors.length));
    const taken = new Set(front);
    rest = rest.filter((index) => !taken.has(index));
  }
  return survivors;
}

/** The indices to look at: of one objective, whose fronts are short and many, those alone that are no worse than `size`. */
function withoutHopeless(losses: readonly (readonly number[])[], size: number): number[] {
  const indices = [...losses.keys()];
  if (losses.some((point) => point.length !== 1)) return indices;
  const known = losses.flatMap((point) => point.filter((loss) => !Number.isNaN(loss)));
  const last = known.toSorted((a, b) => a - b)[size - 1] ?? Infinity;
  return indices.filter((index) => (losses[index]?.[0] ?? NaN) <= last);
}

/** The fitter one first: of a better front, or with fewer neighbours (Deb's crowded comparison). */
export function byFitness(a: Survivor, b: Survivor): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  return a.crowding === b.crowding ? a.index - b.index : b.crowding - a.crowding;
}

/** The crowding distance of each point of a front: over all objectives, the gap between its two neighbours. */
function crowdingOf(front: readonly (readonly number[])[]): number[] {
  const crowding = front.map(() => 0);
  for (const objective of front[0]?.keys() ?? []) {
    const lossAt = (at: number | undefined): number => front[at ?? 0]?.[objective] ?? 0;
    const order = [...front.keys()].toSorted((a, b) => lossAt(a) - lossAt(b));
    const range = lossAt(order.at(-1)) - lossAt(order[0]);
    for (const [place, at] of order.entries()) {
      const isEnd = place === 0 || place === order.length - 1;
      const gap = isEnd ? Infinity : (lossAt(order[place + 1]) - lossAt(order[place - 1])) / (range || 1);
      crowding[at] = (crowding[at] ?? 0) + gap;
    }
  }
  return crowding;
}
