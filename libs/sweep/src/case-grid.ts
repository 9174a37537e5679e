import { caseSpaces } from '@tenbin/contracts';
import type { CaseSpace, SweepSpec } from '@tenbin/contracts';
import { gridTreeOf, settingAt } from './grid-tree.ts';
import type { GridTree } from './grid-tree.ts';
import { limited } from './grid.ts';
import { spaceOf } from './space.ts';
import type { Setting } from './space.ts';

/** Every setting of a sweep with the method grid. */
export interface SweepGrid {
  /** Settings, of all cases together. */
  size: number;
  /** Setting number `index`, from 0, and the case that it is of. */
  at: (index: number) => { part: CaseSpace; setting: Setting };
}

/**
 * The grid of a sweep: that of its parameters, or those of its cases side by side. The cases have their turns as the
 * branches of a tree have: of as many questions as there are settings, any first part has each case by the share of
 * its size.
 * @throws AppError `sweep_invalid` as soon as there are more than `maxTrials` settings
 */
export function gridOf(spec: Pick<SweepSpec, 'parameters' | 'cases'>): SweepGrid {
  const parts = caseSpaces(spec).map((part) => ({ part, tree: gridTreeOf(spaceOf(part.parameters)) }));
  const size = limited(parts.reduce((sum, { tree }) => sum + tree.size, 0));
  const branches = parts.map(({ tree }, turn) => ({ value: turn, below: tree }));
  const all: GridTree = { size, choice: { name: turnKey, branches } };
  return {
    size,
    at(index) {
      const { [turnKey]: turn, ...setting } = settingAt(all, index);
      const part = parts[Number(turn)]?.part;
      if (part === undefined) throw new RangeError(`the grid has no setting number ${index}`);
      return { part, setting };
    },
  };
}

/** No parameter has that name. */
const turnKey = 'case';
