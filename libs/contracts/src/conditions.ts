import { dependent, dependentNames, usersOf } from './dependent-parameters.ts';
import type { DependentName } from './dependent-parameters.ts';
import { boundsOf, mayBe } from './parameter-choice.ts';
import type { ParameterSpace } from './parameter-choice.ts';
import { isInteger, parameterNames, trialParameters } from './parameters.ts';
import type { ParameterName, ParameterValue } from './parameters.ts';

/** A parameter without a use beside some choice of a space, and without the condition that keeps it from there. */
export interface Misplaced {
  name: DependentName;
  /** The parameter whose choice has no use for it. */
  on: (typeof dependent)[DependentName]['on'];
  /** The condition that would keep it to where it has a use, as it is written. */
  condition: string;
}

export function misplacedIn(space: ParameterSpace): Misplaced[] {
  return dependentNames.flatMap((name) => {
    const choice = space[name];
    if (choice === undefined) return [];
    const { on } = dependent[name];
    const users = usersOf(name);
    const tried = choice.when?.[on] ?? triedOf(space, on);
    if ([tried].flat().every((value) => users.includes(String(value)))) return [];
    return [{ name, on, condition: `{ ${on}: ${users[0] ?? ''} }` }];
  });
}

/** What is wrong with the condition of `name` on `other`. */
export interface ConditionFault {
  name: ParameterName;
  other: ParameterName;
  /** never: none of its values can come up. circle: it waits for itself. */
  kind: 'never' | 'circle';
  message: string;
}

/** @param told the parameters of which something is said already */
export function conditionFaultsIn(space: ParameterSpace, told: ReadonlySet<ParameterName>): ConditionFault[] {
  const done = new Set(told);
  return parameterNames.flatMap((name): ConditionFault[] => {
    if (done.has(name)) return [];
    const circle = circleFrom(space, name);
    const [other = name] = circle ?? [];
    if (circle !== null) {
      for (const each of circle) done.add(each);
      return [{ name, other, kind: 'circle', message: circleInWords([name, ...circle]) }];
    }
    return parentsOf(space, name).flatMap((on): ConditionFault[] => {
      const message = reasonAgainst(space, on, [space[name]?.when?.[on] ?? []].flat());
      return message === null ? [] : [{ name, other: on, kind: 'never', message }];
    });
  });
}

function parentsOf(space: ParameterSpace, name: ParameterName): ParameterName[] {
  const when = space[name]?.when ?? {};
  return parameterNames.filter((other) => when[other] !== undefined);
}

/** What has to be chosen before a parameter has its value; its default hangs on another one. */
function waitsFor(space: ParameterSpace, name: ParameterName): ParameterName[] {
  const found = dependentNames.find((each) => each === name);
  const hasDefault = found !== undefined && (space[name] === undefined || space[name].when !== undefined);
  return [...parentsOf(space, name), ...(hasDefault ? [dependent[found].on] : [])];
}

/** The way from one condition to the next that leads back to `name`, without its begin; null where none does. */
function circleFrom(space: ParameterSpace, name: ParameterName): ParameterName[] | null {
  const ways = parentsOf(space, name).map((other) => [other]);
  const seen = new Set<ParameterName>();
  for (const way of ways) {
    const last = way.at(-1) ?? name;
    if (last === name) return way;
    if (seen.has(last)) continue;
    seen.add(last);
    // A list visits also what is added while it is walked through.
    ways.push(...waitsFor(space, last).map((other) => [...way, other]));
  }
  return null;
}

function circleInWords(circle: readonly ParameterName[]): string {
  if (circle.length <= 2) return 'hangs on itself; a condition names other parameters';
  const steps = circle.slice(1).map((other, at) => `${circle[at]} waits for ${other}`);
  return `goes in a circle: ${steps.join(', ')}; remove one of the conditions`;
}

/** Why `name` has none of the values that a condition allows; null where it can have one. */
function reasonAgainst(space: ParameterSpace, name: ParameterName, allowed: ParameterValue[]): string | null {
  const choice = space[name];
  const defaults = choice === undefined || choice.when !== undefined ? defaultsOf(space, name) : [];
  const possible = (value: ParameterValue) =>
    defaults.includes(value) || (choice !== undefined && mayBe(choice, value, isInteger(name)));
  if (allowed.some(possible)) return null;
  if (choice !== undefined && !('values' in choice)) {
    const { min, max, step } = choice;
    const steps = step === undefined ? '' : ` in steps of ${step}`;
    const few = step === undefined && !isInteger(name) ? ', which meets no single value; give it a step' : '';
    return `${name} is the range ${min} to ${max}${steps}${few}`;
  }
  const values = [...new Set([...(choice?.values ?? []), ...defaults])];
  if (values.length === 0) {
    return `${name} is not among the parameters, and has no default to compare with`;
  }
  return `${name} is ${values.join(' or ')}${choice === undefined ? ' by default' : ''}`;
}

/** What a parameter can be where the sweep does not choose it; nothing where it has no default. */
function defaultsOf(space: ParameterSpace, name: ParameterName): ParameterValue[] {
  const found = dependentNames.find((each) => each === name);
  const beside =
    found === undefined
      ? [{}]
      : triedOf(space, dependent[found].on).map((value) => ({ [dependent[found].on]: value }));
  return beside.flatMap((choices) => trialParameters.parse(choices)[name] ?? []);
}

/** What the parameter that others hang on is in the trials of a sweep. */
function triedOf(space: ParameterSpace, on: (typeof dependent)[DependentName]['on']): ParameterValue[] {
  const choice = space[on];
  const plain = trialParameters.parse({})[on];
  if (choice === undefined) return [plain];
  // Where its condition does not hold it has its default.
  return [...boundsOf(choice), ...(choice.when ? [plain] : [])];
}
