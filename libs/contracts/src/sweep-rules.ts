import type { z } from 'zod';
import { conditionFaultsIn, misplacedIn } from './conditions.ts';
import type { Misplaced } from './conditions.ts';
import type { DatasetSpec } from './dataset-spec.ts';
import type { EarlyTermination, PrunerName } from './early-termination.ts';
import { boundsOf, countOf, isCountable } from './parameter-choice.ts';
import type { ParameterChoice, ParameterSpace } from './parameter-choice.ts';
import { misplaced, parameterNames, trialParameters } from './parameters.ts';
import type { ParameterName, ParameterValue } from './parameters.ts';
import { caseSpaces } from './case-spaces.ts';
import type { CaseSpace, SweepCases } from './case-spaces.ts';
import { maxTrials } from './sweep-fields.ts';
import type { Budget, SamplerName, SweepCost } from './sweep-fields.ts';

/** What a sweep tries. */
interface Tried {
  parameters: ParameterSpace;
  cases?: SweepCases | undefined;
}

/** Nothing to try, cases beside a method that chooses by itself, and two cases that are the same. */
export function refuseCases(
  { parameters, cases, method }: Tried & { method: SamplerName },
  context: z.RefinementCtx,
): void {
  const refuse = refusalIn(context);
  const named = [parameters, ...Object.values(cases ?? {})].some((each) => Object.keys(each).length > 0);
  if (!named) refuse(['parameters'], 'names no parameter, so there is nothing to try');
  if (cases === undefined) return;
  if (method !== 'grid') {
    refuse(['cases'], `needs the method grid, which tries each of them; ${method} chooses its own settings`);
  }
  if (named && Object.keys(cases).length === 0) refuse(['cases'], 'names no case, so there is no trial');
  const seen = new Map<string, string>();
  for (const [name, own] of Object.entries(cases)) {
    const key = JSON.stringify(parameterNames.map((each) => own[each] ?? soleValue(parameters[each])));
    const twin = seen.get(key);
    if (twin !== undefined) refuse(['cases', name], `has the same values as the case ${twin}`);
    seen.set(key, name);
  }
}

/** What a case that says nothing of a parameter has, when that is one value whatever else is tried. */
function soleValue(choice: ParameterChoice | undefined): ParameterValue | null {
  if (choice === undefined || choice.when !== undefined || !('values' in choice)) return null;
  const [first, ...others] = choice.values;
  return others.length === 0 ? (first ?? null) : null;
}

/** Parameters that have no use where they are, and conditions that no trial can meet. */
export function refuseSpaces(tried: Tried, context: z.RefinementCtx): void {
  const refuse = refusalIn(context);
  const spaces = caseSpaces(tried);
  const never: { name: ParameterName; other: ParameterName; at: string; message: string }[] = [];
  for (const space of spaces) {
    const told = faultyIn(space, context);
    for (const fault of misplacedIn(space.parameters)) {
      if (told.has(fault.name)) continue;
      told.add(fault.name);
      refuse(...misplacedAt(space, fault));
    }
    for (const { name, other, kind, message } of conditionFaultsIn(space.parameters, told)) {
      if (kind === 'circle') refuse(['parameters', name, 'when', other], message);
      else never.push({ name, other, at: space.name ?? '', message });
    }
  }
  // In one case a condition need not hold: its parameter has no use there.
  const byCondition = Map.groupBy(never, ({ name, other }) => `${name} ${other}`);
  for (const [first, ...rest] of byCondition.values()) {
    if (first === undefined) continue;
    const { name, other, at, message } = first;
    const waiting = spaces.filter(({ own }) => own[name] === undefined);
    if (rest.length + 1 < waiting.length) continue;
    const why = tried.cases === undefined ? `: ${message}` : ` in any case; in ${at} ${message}`;
    refuse(['parameters', name, 'when', other], `never holds${why}`);
  }
}

/** Where a parameter without a use is to be mended, and how. */
function misplacedAt(
  { name: at = '', own }: CaseSpace,
  { name, on, condition }: Misplaced,
): [PropertyKey[], string] {
  const users = misplaced(name);
  if (own[name] !== undefined) {
    return [['cases', at, name], own[on] === undefined ? `${users}; give the case its ${on}, too` : users];
  }
  const mend = `add \`when: ${condition}\``;
  if (own[on] === undefined) return [['parameters', name], `${users}; ${mend}`];
  return [['cases', at, on], `is ${String(own[on])}, and parameters.${name} ${users}; ${mend} to that`];
}

/** A grid over what cannot be counted, and a sampler without an end. */
export function refuseMethod(
  { method, budget: { trials }, ...tried }: Tried & { method: SamplerName; budget: Budget },
  context: z.RefinementCtx,
): void {
  const refuse = refusalIn(context);
  if (method !== 'grid') {
    if (trials !== undefined) return;
    const message = `is ${method}, which has no end of its own; say after how many trials, as in \`budget: { trials: 50 }\``;
    return refuse(['method'], message);
  }
  for (const space of caseSpaces(tried)) {
    const told = faultyIn(space, context);
    for (const name of parameterNames) {
      const choice = space.parameters[name];
      if (choice === undefined || told.has(name)) continue;
      if (!isCountable(choice)) {
        const message =
          'is a range without a step, which a grid cannot count; give it a step or values, or take another method';
        refuse(['parameters', name], message);
      } else if (countOf(choice) > maxTrials) {
        const message = `has ${countOf(choice).toLocaleString('en')} values, more than a sweep may have trials`;
        refuse(['parameters', name], message);
      }
    }
  }
}

/** Ways to stop a trial that look at its own course, or never stop one. */
const careful: readonly PrunerName[] = ['none', 'overfit'];

/** Costs that the sampler cannot weigh, or that a stopped trial has less of because it was stopped. */
export function refuseObjectives(
  {
    method,
    against,
    earlyTermination: { type },
  }: { method: SamplerName; against: SweepCost[]; earlyTermination: EarlyTermination },
  context: z.RefinementCtx,
): void {
  if (against.length === 0) return;
  const refuse = refusalIn(context);
  if (method === 'tpe') {
    refuse(['against'], `is not weighed by the method ${method}; take nsga2, bayes, random, sobol or grid`);
  }
  if (!careful.includes(type)) {
    const message = `is ${type}, which looks at the goal only: a trial that it stops would count as cheap; with \`against\` take ${careful.join(' or ')}`;
    refuse(['earlyTermination', 'type'], message);
  }
}

/** Fewer epochs for all trials than one of them takes. */
export function refuseBudget(
  { budget: { epochs }, ...tried }: Tried & { budget: Budget },
  context: z.RefinementCtx,
): void {
  const spaces = caseSpaces(tried);
  if (epochs === undefined || spaces.some((space) => faultyIn(space, context).has('epochs'))) return;
  const plain = trialParameters.parse({}).epochs;
  const least = Math.min(
    ...spaces.flatMap(({ parameters: { epochs: choice } }) => {
      const shortest = choice === undefined ? [] : boundsOf(choice).map(Number);
      // Where its condition does not hold a trial has the default.
      return [...shortest, ...(choice === undefined || choice.when ? [plain] : [])];
    }),
  );
  if (epochs >= least) return;
  const isPlain = spaces.every(({ parameters }) => parameters.epochs === undefined);
  const why = isPlain ? `${plain} where parameters.epochs does not say it` : 'the shortest one';
  const message = `is ${epochs}, which is over before a trial has its ${least} epochs (${why})`;
  refusalIn(context)(['budget', 'epochs'], message);
}

/** A fold that there is not, folds of which none was chosen, and a fold of a data set that has none. */
export function refuseFolds(
  { dataset: { folds }, ...tried }: Tried & { dataset: DatasetSpec },
  context: z.RefinementCtx,
): void {
  const refuse = refusalIn(context);
  for (const space of caseSpaces(tried)) {
    const { fold } = space.parameters;
    const at = placeOf(space, 'fold');
    if (folds === undefined) {
      if (fold !== undefined) refuse(at, 'has no use without dataset.folds');
    } else if (fold === undefined) {
      const message = `needs parameters.fold: { values: [1, …, ${folds}] } to train on every fold`;
      refuse(['dataset', 'folds'], message);
    } else if (!faultyIn(space, context).has('fold')) {
      const beyond = boundsOf(fold).find((value) => Number(value) > folds);
      if (beyond !== undefined) refuse(at, `names fold ${beyond} of ${folds}`);
    }
  }
}

/** Refuses, but what several cases share once only. */
function refusalIn(context: z.RefinementCtx): (path: PropertyKey[], message: string) => void {
  return (path, message) => {
    const key = keyOf(path);
    const known = context.issues.some((each) => keyOf(each.path) === key && each.message === message);
    if (!known) context.addIssue({ code: 'custom', path, message, input: message });
  };
}

/** Where the file says what a parameter is in a space. */
function placeOf({ name: at, own }: CaseSpace, name: ParameterName): PropertyKey[] {
  return at === undefined || own[name] === undefined ? ['parameters', name] : ['cases', at, name];
}

/** The parameters of a space of which something is said already. */
function faultyIn(space: CaseSpace, { issues }: z.RefinementCtx): Set<ParameterName> {
  const at = issues.map(({ path }) => keyOf(path));
  return new Set(
    parameterNames.filter((name) => {
      const place = keyOf(placeOf(space, name));
      return at.some((each) => each.startsWith(place));
    }),
  );
}

/** A path as a text that only paths below it begin with: cases may have dots in their names. */
function keyOf(path: readonly PropertyKey[] = []): string {
  return path.map((key) => `${String(key)}\n`).join('');
}
