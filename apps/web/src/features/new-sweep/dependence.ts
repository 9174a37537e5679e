import {
  defaultBeside,
  dependent,
  dependentNames,
  parameterNames,
  trialParameters,
  usersOf,
} from '@tenbin/contracts';
import type { Condition, DependentName, ParameterName, ParameterValue } from '@tenbin/contracts';
import type { Draft } from './draft.ts';
import { mayBe, valuesIn } from './parameter-text.ts';

/** Choices that have no use for a parameter are named up to this many. */
const named = 4;

/** Why a parameter has no use beside what is chosen; null when it has. */
export function reasonAgainst(name: ParameterName, draft: Draft): string | null {
  if (name === 'fold') return draft.dataset.folds === '' ? 'Needs folds of the data set.' : null;
  const found = asDependent(name);
  if (!found || conditionRead(name, draft) || usersAmong(found, draft).length > 0) return null;
  const users = usersOf(found);
  const list = users.length > named ? `${users.slice(0, named).join(', ')} …` : users.join(', ');
  return `Used by the ${dependent[found].on} ${list} only.`;
}

/** The condition under which a parameter is tried: the one that the YAML gave, or the one that it needs. */
export function conditionOf(name: ParameterName, draft: Draft): Condition | undefined {
  return conditionRead(name, draft) ?? conditionBeside(name, draft);
}

/** The condition that the YAML gave, as long as the sweep can still meet it. */
function conditionRead(name: ParameterName, draft: Draft): Condition | undefined {
  const given = draft.conditions[name];
  const defaults = new Map(Object.entries(trialParameters.parse({})));
  const met = parameterNames.every((on) => {
    const wanted = given?.[on];
    const texts = textsOf(on, draft).map((text) => text.trim() || String(defaults.get(on)));
    if (wanted === undefined) return true;
    return [wanted].flat().some((value) => texts.some((text) => mayBe(text, String(value))));
  });
  return met ? given : undefined;
}

/** The condition that keeps a parameter to the choices that have a use for it; undefined when it needs none. */
export function conditionBeside(name: ParameterName, draft: Draft): Condition | undefined {
  const found = asDependent(name);
  if (!found) return undefined;
  const users = usersAmong(found, draft);
  const [first] = users;
  if (first === undefined || users.length === chosen(found, draft).length) return undefined;
  return { [dependent[found].on]: users.length === 1 ? first : users };
}

/** What a parameter is when the sweep does not name it, in words; empty when it is off. */
export function defaultInWords(name: ParameterName, draft: Draft): string {
  const found = asDependent(name);
  const values = found ? defaultsAmong(found, draft) : [trialParameters.parse({})[name]];
  const texts = new Set(values.flatMap((value) => (value === undefined ? [] : [String(value)])));
  return [...texts].join(' or ');
}

function defaultsAmong(name: DependentName, draft: Draft): (ParameterValue | undefined)[] {
  const { on } = dependent[name];
  return chosen(name, draft).map((value) => {
    const choices = trialParameters.safeParse({ [on]: value });
    return choices.success ? defaultBeside(name, choices.data) : undefined;
  });
}

function usersAmong(name: DependentName, draft: Draft): string[] {
  const users = usersOf(name);
  return chosen(name, draft).filter((value) => users.includes(value));
}

/** The values of the parameter that `name` hangs on, in all cases together. */
function chosen(name: DependentName, draft: Draft): string[] {
  const { on } = dependent[name];
  const values = textsOf(on, draft).flatMap((text) => {
    const own = valuesIn(text);
    return own.length > 0 ? own : [trialParameters.parse({})[on]];
  });
  return [...new Set(values)];
}

/** What each case has for a parameter; without cases, what the form has. */
function textsOf(name: ParameterName, { parameters, cases }: Draft): string[] {
  if (cases === undefined) return [parameters[name]];
  return Object.values(cases).map((own) => String(own[name] ?? parameters[name]));
}

function asDependent(name: ParameterName): DependentName | undefined {
  return dependentNames.find((each) => each === name);
}
