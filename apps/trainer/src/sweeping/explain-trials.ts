import { caseSpaces, countOf, isCountable, parameterNames, seedsOf, varies } from '@tenbin/contracts';
import type { Condition, ParameterName, SweepSpec } from '@tenbin/contracts';
import { trialCount } from '@tenbin/sweep';
import { counted } from '../progress/format.ts';

/**
 * Why a sweep has as many trials as it has: `2 batchSize × 3 optimizer × 1 seed = 6 trials`, or
 * `tpe · 100 trials of 4 parameters, asha stops the poor ones early`.
 */
export function explainTrials(spec: SweepSpec, total: number): string {
  const trials = spec.method === 'grid' ? gridWords(spec, total) : searchWords(spec, total);
  return [trials, ...endings(spec)].join(', ');
}

function gridWords(spec: SweepSpec, total: number): string {
  const { seeds, budget } = spec;
  const factors = spec.cases === undefined ? factorsIn(spec.parameters) : caseWords(spec);
  const product = [...factors, counted(seedsOf({ seeds }).length, 'seed')].join(' × ');
  const trials = counted(total, 'trial');
  // Only a grid that the budget cuts has as many trials as the budget.
  return budget.trials === total ? `${trials} of ${product}` : `${product} = ${trials}`;
}

/** `3 cases × 2 batchSize`, or where they differ `3 cases of 2 to 6 settings`. */
function caseWords(spec: SweepSpec): string[] {
  const spaces = caseSpaces(spec);
  const cases = counted(spaces.length, 'case');
  const [first = [], ...others] = spaces.map(({ parameters }) => factorsIn(parameters));
  if (others.every((factors) => factors.join() === first.join())) return [cases, ...first];
  const sizes = spaces.map(({ parameters }) =>
    trialCount({ ...spec, parameters, cases: undefined, seeds: 1, budget: {} }),
  );
  return [`${cases} of ${Math.min(...sizes)} to ${counted(Math.max(...sizes), 'setting')}`];
}

function factorsIn(parameters: SweepSpec['parameters']): string[] {
  return varying(parameters).map(([name, choice]) => {
    const conditions = conditionWords(choice.when ?? {});
    const when = conditions.length > 0 ? ` (when ${conditions.join(' and ')})` : '';
    return `${isCountable(choice) ? countOf(choice) : '∞'} ${name}${when}`;
  });
}

function searchWords({ method, parameters, seeds, against }: SweepSpec, total: number): string {
  const repeats = seedsOf({ seeds }).length;
  const settings =
    repeats === 1 ? '' : ` (${counted(Math.ceil(total / repeats), 'setting')} × ${repeats} seeds)`;
  const weighed = against.length === 0 ? '' : ` against ${against.join(' and ')}`;
  const open = counted(varying(parameters).length, 'parameter');
  return `${method} · ${counted(total, 'trial')}${settings} of ${open}${weighed}`;
}

/** What may end it, or trials of it, before. */
function endings({ earlyTermination: { type }, budget }: SweepSpec): string[] {
  const stops = {
    none: [],
    overfit: ['those that overfit are stopped early'],
    other: [`${type} stops the poor ones early`],
  };
  return [
    ...stops[type === 'none' || type === 'overfit' ? type : 'other'],
    ...(budget.epochs === undefined ? [] : [`at most ${counted(budget.epochs, 'epoch')}`]),
    ...(budget.hours === undefined ? [] : [`at most ${counted(budget.hours, 'hour')}`]),
  ];
}

function varying(parameters: SweepSpec['parameters']) {
  return parameterNames.flatMap(
    (name): [ParameterName, NonNullable<SweepSpec['parameters'][ParameterName]>][] => {
      const choice = parameters[name];
      return choice !== undefined && varies(choice) ? [[name, choice]] : [];
    },
  );
}

function conditionWords(condition: Condition): string[] {
  return Object.entries(condition).map(([name, value]) => `${name} is ${[value].flat().join(' or ')}`);
}
