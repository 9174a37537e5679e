import type { ParameterValue } from '@tenbin/contracts';
import { isOrdered, sizeOf } from './domain.ts';
import type { Domain } from './domain.ts';
import { limited, valuesIn } from './grid.ts';
import type { SearchSpace, Setting } from './space.ts';

/**
 * The settings of a grid as a tree: a branch for each value of the first dimension, below it the settings of the others
 * that go with it. A dimension that does not exist has no level.
 */
export interface GridTree {
  /** Settings below. */
  size: number;
  /** null where nothing more is to choose. */
  choice: { name: string; branches: readonly { value: ParameterValue; below: GridTree }[] } | null;
}

/** Trees by their space, so that a study asks for one setting after another without growing it again. */
const grown = new WeakMap<SearchSpace, GridTree>();

/** @throws AppError `sweep_invalid` as soon as there are more than `maxTrials` settings */
export function gridTreeOf(space: SearchSpace): GridTree {
  const known = grown.get(space);
  if (known !== undefined) return known;
  const values = valuesInTurn(space);
  let settings = 0;
  const grow = (at: number, begun: Record<string, ParameterValue>): GridTree => {
    const dimension = space[at];
    if (dimension === undefined) {
      settings = limited(settings + 1);
      return leaf;
    }
    const { name, exists } = dimension;
    if (!exists(begun)) return grow(at + 1, begun);
    const branches = (values[at] ?? []).map((value) => {
      begun[name] = value;
      return { value, below: grow(at + 1, begun) };
    });
    delete begun[name];
    return { size: branches.reduce((sum, { below }) => sum + below.size, 0), choice: { name, branches } };
  };
  const tree = grow(0, {});
  grown.set(space, tree);
  return tree;
}

const leaf: GridTree = { size: 1, choice: null };

/**
 * Setting number `index` of a tree, each number below its size another one. One question goes to each branch in turn,
 * and each time a branch has its turn its own settings have gone on by as many as there were questions, so that every
 * level goes round at its own length. Of a full grid the values of a dimension have come equally often up to any
 * question, give or take one for each dimension before it.
 */
export function settingAt({ choice }: GridTree, index: number): Setting {
  if (choice === null) return {};
  const { turn, branch } = turnAt(choice.branches, index);
  const chosen = choice.branches[branch];
  if (chosen === undefined) throw new RangeError(`the grid has no setting number ${index}`);
  const { value, below } = chosen;
  return { [choice.name]: value, ...settingAt(below, placeBelow(choice.branches, { turn, branch, index })) };
}

type Branches = NonNullable<GridTree['choice']>['branches'];

/** Whose turn question `index` is, and how many that branch has had before. */
function turnAt(branches: Branches, index: number): { branch: number; turn: number } {
  const [first] = branches;
  if (branches.every(({ below }) => below.size === first?.below.size)) {
    return { branch: index % branches.length, turn: Math.floor(index / branches.length) };
  }
  // Larger branches more often: turn t of a branch of n is due at (t + 1/2) / n of the way. Before this question come at
  // least `index` less a turn of each branch, so only the turns around it have to be put in order.
  const all = branches.reduce((sum, { below }) => sum + below.size, 0);
  const [from, to] = [(index - branches.length) / all, (index + branches.length) / all];
  let before = 0;
  const near = branches.flatMap(({ below: { size } }, branch) => {
    const least = Math.max(0, Math.floor(from * size) - 1);
    const most = Math.min(size, Math.ceil(to * size) + 1);
    before += least;
    return Array.from({ length: most - least }, (_, at) => ({
      branch,
      turn: least + at,
      due: (least + at + 0.5) / size,
    }));
  });
  const turn = near.toSorted((a, b) => a.due - b.due || a.branch - b.branch)[index - before];
  if (turn === undefined) throw new RangeError(`the grid has no setting number ${index}`);
  return turn;
}

/** Which setting of a branch its turn takes: another one each time. */
function placeBelow(
  branches: Branches,
  { turn, branch, index }: { turn: number; branch: number; index: number },
): number {
  const size = branches[branch]?.below.size ?? 1;
  if (!branches.every(({ below }) => below.size === size)) return (turn + branch) % size;
  // The place is the question's own number, but one further each time that would come to the same places again.
  const rounds = Math.floor((turn * greatestDivisor(branches.length, size)) / size);
  return (index + rounds) % size;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** The values of each dimension, in turn. Those with one value have no part in how the others share the space. */
function valuesInTurn(space: SearchSpace): (readonly ParameterValue[])[] {
  const share = generator(space.filter(({ domain }) => sizeOf(domain) > 1).length);
  let choosing = 0;
  return space.map(({ domain }) => {
    if (sizeOf(domain) > 1) choosing += 1;
    return inTurn(domain, share ** choosing);
  });
}

/**
 * The values in an order that covers them early: numbers jump by the same share of their range each time, which no other
 * dimension has. The shares are those of the R sequence (Roberts 2018, "The unreasonable effectiveness of quasirandom
 * sequences"), which fills boxes of any dimension evenly.
 */
function inTurn(domain: Domain, share: number): readonly ParameterValue[] {
  const values = valuesIn(domain);
  if (!isOrdered(domain)) return values;
  const ranked = values.toSorted((a, b) => Number(a) - Number(b));
  // Ordered by when a point that jumps on by `share` first comes by; 1/2 is the middle value.
  const order = new Set<number>();
  for (let step = 0; order.size < ranked.length; step += 1) {
    order.add(Math.floor(((0.5 + step * share) % 1) * ranked.length));
  }
  return Array.from(order, (at) => ranked[at] ?? '');
}

/** The number whose powers are the shares for `dimensions`: 1/x where x^(dimensions + 1) = x + 1. */
function generator(dimensions: number): number {
  let root = 1.5;
  for (let round = 0; round < 60; round += 1) root = (1 + root) ** (1 / (dimensions + 1));
  return 1 / root;
}
