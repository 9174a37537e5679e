import { absent } from './axis.ts';
import type { Axis, Point } from './axis.ts';
import { minimise } from './minimise.ts';
import { proposed } from './proposal.ts';
import type { Proposal, Search } from './proposal.ts';

/** How often each start goes along all continuous axes by gradient and then along the others value by value. */
const rounds = 2;

/** Acquisitions computed in one climb along the continuous axes. */
const evaluations = 15;

/** An axis of more values than these is moved along by one value at a time. */
const allTried = 5;

/** The most promising point that steps upwards from a start lead to. */
export function climb(start: Proposal, search: Search): Proposal {
  let best = start;
  for (let round = 0; round < rounds; round += 1) {
    const smooth = better(best, alongGradient(best, search));
    const next = alongValues(smooth, search);
    const changed = next !== smooth;
    best = next;
    if (!changed) break;
  }
  return best;
}

function better(a: Proposal, b: Proposal): Proposal {
  return b.score > a.score ? b : a;
}

function alongGradient(from: Proposal, search: Search): Proposal {
  const { axes, acquisition } = search;
  const isFree = (j: number): boolean => {
    const axis = axes[j];
    return axis?.ordered === true && axis.places === null && from.point[j] !== absent;
  };
  const low = from.point.map((place, j) => (isFree(j) ? 0 : place));
  const high = from.point.map((place, j) => (isFree(j) ? 1 : place));
  if (!axes.some((_, j) => isFree(j))) return from;
  const descent = (point: Point, gradient: Float64Array): number => {
    const score = acquisition(point, gradient);
    for (let j = 0; j < gradient.length; j += 1) gradient[j] = -(gradient[j] ?? 0);
    return -score;
  };
  const { x } = minimise(descent, from.point, { box: { low, high }, evaluations, firstStep: 0.02 });
  return proposed(search, x);
}

function alongValues(from: Proposal, search: Search): Proposal {
  let best = from;
  for (const [j, axis] of search.axes.entries()) {
    for (const place of otherPlaces(axis, best.point[j] ?? absent)) {
      best = better(best, proposed(search, best.point.with(j, place)));
    }
  }
  return best;
}

function otherPlaces({ places, ordered }: Axis, place: number): number[] {
  if (places === null || place === absent) return [];
  const at = places.findIndex((each) => Math.abs(each - place) < 1e-9);
  const isNear = (index: number): boolean =>
    !ordered || places.length <= allTried || Math.abs(index - at) === 1;
  return places.filter((_, index) => index !== at && isNear(index));
}
