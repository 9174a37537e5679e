import { dependent, dependentNames, parameterNames } from '@tenbin/contracts';
import type { ParameterName, ParameterValue, TrialRow } from '@tenbin/contracts';
import { levelsOf } from './levels.ts';
import type { Level, Resolution } from './levels.ts';

/** A parameter that varies among runs. */
export interface Factor {
  name: ParameterName;
  /** Parameters that change only when this one does, so that the runs cannot tell them from it. */
  along: ParameterName[];
  /** Numbers ascending, words as they first come; null is the last word and the least number. */
  levels: Level[];
  /** Whether the order of its levels means something. */
  ordered: boolean;
  /** Level of each run, in the order of the runs. */
  codes: number[];
}

/**
 * What varies among the runs, each once: a parameter that another one decides, as the optimizer does with momentum, is
 * named along with that. A fold is no parameter in this sense: like a seed, it says by which images a run was tried.
 */
export function factorsOf(runs: readonly TrialRow[], resolution: Resolution): Factor[] {
  const columns = parameterNames.filter((name) => name !== 'fold').map((name) => columnOf(runs, name));
  const varying = columns.filter(({ distinct }) => distinct > 1);
  const leader = new Map<ParameterName, ParameterName>();
  for (const column of varying) {
    const over = varying.find((other) => leads(other, column, leader));
    if (over !== undefined) leader.set(column.name, over.name);
  }
  return varying
    .filter(({ name }) => !leader.has(name))
    .map(({ name, values }) => ({
      name,
      along: varying
        .map((other) => other.name)
        .filter((other) => rootOf(other, leader) === name && other !== name),
      ...levelsOf(values, resolution),
    }));
}

interface Column {
  name: ParameterName;
  values: (ParameterValue | null)[];
  distinct: number;
}

function columnOf(runs: readonly TrialRow[], name: ParameterName): Column {
  const values = runs.map(({ config }) => config.parameters[name] ?? null);
  return { name, values, distinct: new Set(values).size };
}

/** Whether `column` changes only with `other`, and `other` is the one to name. */
function leads(other: Column, column: Column, leader: ReadonlyMap<ParameterName, ParameterName>): boolean {
  if (other.name === column.name || rootOf(other.name, leader) === column.name) return false;
  if (!decides(other, column)) return false;
  if (isMadeBy(column.name, other.name)) return true;
  // The momentum tells whether the optimizer has one, but nobody asks it for that.
  if (isMadeBy(other.name, column.name)) return false;
  // Where nearly every run has a value of its own, everything seems to hang on it.
  if (2 * other.distinct > other.values.length) return false;
  return !decides(column, other) || parameterNames.indexOf(other.name) < parameterNames.indexOf(column.name);
}

function decides(other: Column, column: Column): boolean {
  const seen = new Map<ParameterValue | null, ParameterValue | null>();
  return other.values.every((value, at) => {
    const own = column.values[at] ?? null;
    if (!seen.has(value)) seen.set(value, own);
    return seen.get(value) === own;
  });
}

/** Whether the default of `name` hangs on `other`. */
function isMadeBy(name: ParameterName, other: ParameterName): boolean {
  return dependentNames.some((each) => each === name && dependent[each].on === other);
}

function rootOf(name: ParameterName, leader: ReadonlyMap<ParameterName, ParameterName>): ParameterName {
  const over = leader.get(name);
  return over === undefined ? name : rootOf(over, leader);
}
