import type { RandomStream } from '@tenbin/contracts';
import type { SearchSpace } from '../../space.ts';
import { absent, pointOf, settingAt } from './axis.ts';
import type { Axis, Point } from './axis.ts';
import { climb } from './climb.ts';
import { proposed } from './proposal.ts';
import type { Proposal, Search } from './proposal.ts';

/** Points that are looked at, and how many of the best of them are climbed from. */
const anywhere = { points: 120, starts: 2 };
const near = { points: 120, starts: 3, incumbents: 4 };

/** Valid points of great promise, the greatest first: some found anywhere, some around the best answers. */
export function propose(
  space: SearchSpace,
  {
    axes,
    acquisition,
    incumbents,
    random,
  }: Omit<Search, 'settle'> & { incumbents: readonly Point[]; random: RandomStream },
): Proposal[] {
  const settle = (wish: Point): Point => pointOf(space, settingAt(space, wish));
  const search: Search = { axes, acquisition, settle };
  const anew = (): Point => Float64Array.from(axes, () => random.next());
  const best = (wishes: Point[], count: number): Proposal[] =>
    wishes
      .map((wish) => proposed(search, wish))
      .toSorted(byScore)
      .slice(0, count);
  const starts = [
    ...best(Array.from({ length: anywhere.points }, anew), anywhere.starts),
    ...best(
      Array.from({ length: near.points }, (_, index) => {
        const incumbent = incumbents[index % Math.min(near.incumbents, incumbents.length)];
        return incumbent === undefined ? anew() : moved(incumbent, axes, random);
      }),
      near.starts,
    ),
  ];
  return starts.map((start) => climb(start, search)).toSorted(byScore);
}

function byScore(a: Proposal, b: Proposal): number {
  return b.score - a.score;
}

/** A point moved along some of its axes, by a distance of any order of magnitude. */
function moved(from: Point, axes: readonly Axis[], random: RandomStream): Point {
  const radius = 0.3 * 10 ** (-2.5 * random.next());
  const part = Math.max(1 / axes.length, random.next());
  return from.map((place, j) => {
    const { places, ordered } = axes[j] ?? { places: null, ordered: true };
    if (place === absent) return random.next();
    if (random.next() > part) return place;
    if (!ordered) return random.next();
    const to = place + normal(random) * (places === null ? radius : Math.max(radius, 1.2 / places.length));
    // The optimum often lies at an end of a range, which chance alone would never meet.
    const end = Math.min(Math.max(to, 0), 1);
    return to === end || random.next() < 0.5 ? end : random.next();
  });
}

/** A standard normal number (Box & Muller 1958). */
function normal(random: RandomStream): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
