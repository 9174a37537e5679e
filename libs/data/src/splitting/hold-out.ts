import { randomStream, shuffled } from '@tenbin/contracts';
import { classOf, countsOf, tooFew, tooFewAtAll } from './classes-of-groups.ts';
import type { SplitRequest } from './split.ts';

/** What is not trained on. */
export interface Held {
  validation: Set<number>;
  test: Set<number>;
}

const sideNames = ['validation', 'test'] as const;

/**
 * Keeps the shares of validation and test. Validation is taken first, so that a test share moves no image into it.
 * @throws AppError `dataset_invalid` when a class has too few groups for all sides
 */
export function holdOut(request: SplitRequest): Held {
  return request.stratify ? stratified(request) : plain(request);
}

function stratified(request: SplitRequest): Held {
  const { labels, groups, classes, seed, mixed } = request;
  const held: Held = { validation: new Set(), test: new Set() };
  const byClass = Map.groupBy(groups, (group) => classOf(group, labels));
  const sizes = countsOf(labels.keys(), labels, classes.length);
  const sides = request.test > 0 ? 3 : 2;
  if (mixed) dealMixed({ request, mixedGroups: byClass.get(-1) ?? [], sizes, held });
  for (const [label, name] of classes.entries()) {
    const own = byClass.get(label) ?? [];
    const size = sizes[label] ?? 0;
    const ofClass = (images: Set<number>) => [...images].filter((image) => labels[image] === label).length;
    const inMixed = mixed ? (byClass.get(-1) ?? []).flat().filter((image) => labels[image] === label) : [];
    if (own.length < sides && inMixed.length === 0) throw tooFew(name, size, sides);
    let left = shuffled(own, randomStream(seed, `split/${name}`));
    let free = size - inMixed.filter((image) => held.validation.has(image) || held.test.has(image)).length;
    for (const [at, side] of sideNames.slice(0, sides - 1).entries()) {
      const after = sides - 2 - at;
      const there = ofClass(held[side]);
      const wanted = Math.min(free - 1 - after, Math.max(1, Math.round(size * request[side])) - there);
      // A group for each side that is still to come, and for training unless a mixed one is there for that.
      const most = inMixed.length > 0 ? left.length : left.length - 1 - after;
      const taken = take(left, { wanted, most, least: there > 0 ? 0 : 1 });
      left = without(left, taken);
      for (const image of taken.flat()) held[side].add(image);
      free -= taken.flat().length;
      if (there + taken.length === 0) throw tooFew(name, size, sides);
    }
    if (free < 1) throw tooFew(name, size, sides);
  }
  return held;
}

function plain({ labels, groups, mixed, seed, ...shares }: SplitRequest): Held {
  const held: Held = { validation: new Set(), test: new Set() };
  const sides = shares.test > 0 ? 3 : 2;
  const parted = mixed ? groups : groups.filter((group) => classOf(group, labels) >= 0);
  if (parted.length < sides) throw tooFewAtAll(parted.length, sides);
  let left = shuffled(parted, randomStream(seed, 'split'));
  for (const [at, side] of sideNames.slice(0, sides - 1).entries()) {
    const wanted = Math.max(1, Math.round(labels.length * shares[side]));
    const taken = take(left, { wanted, most: left.length - (sides - 1 - at), least: 1 });
    left = without(left, taken);
    for (const image of taken.flat()) held[side].add(image);
  }
  return held;
}

/**
 * Puts each group of several classes where it brings the counts by class nearest to those that are wanted (least
 * squares), and leaves it in training when it brings no side nearer.
 */
function dealMixed({
  request: { labels, classes, seed, ...shares },
  mixedGroups,
  sizes,
  held,
}: {
  request: SplitRequest;
  mixedGroups: number[][];
  sizes: number[];
  held: Held;
}): void {
  const missing = {
    validation: sizes.map((size) => size * shares.validation),
    test: sizes.map((size) => size * shares.test),
  };
  for (const group of shuffled(mixedGroups, randomStream(seed, 'split/mixed'))) {
    const counts = countsOf(group, labels, classes.length);
    const gains = sideNames.map((side) =>
      missing[side].reduce((gain, lack, label) => gain + lack ** 2 - (lack - (counts[label] ?? 0)) ** 2, 0),
    );
    const best = Math.max(...gains);
    const side = sideNames[gains.indexOf(best)];
    if (best <= 0 || side === undefined) continue;
    for (const image of group) held[side].add(image);
    missing[side] = missing[side].map((lack, label) => lack - (counts[label] ?? 0));
  }
}

function without(groups: number[][], taken: number[][]): number[][] {
  const gone = new Set(taken);
  return groups.filter((group) => !gone.has(group));
}

/**
 * Whole groups in turn, as long as they fit into `wanted` images, `most` groups at the most; the smallest one when
 * none does and one is needed.
 */
function take(
  groups: number[][],
  { wanted, most, least }: { wanted: number; most: number; least: number },
): number[][] {
  const taken: number[][] = [];
  let size = 0;
  for (const group of groups) {
    if (size + group.length > wanted || taken.length >= most) continue;
    taken.push(group);
    size += group.length;
  }
  if (taken.length > 0 || least === 0 || most < 1) return taken;
  return groups.toSorted((left, right) => left.length - right.length).slice(0, 1);
}
