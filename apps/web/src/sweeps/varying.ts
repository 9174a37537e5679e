import { caseSpaces } from '@tenbin/contracts';
import type { ParameterChoice, ParameterName, ParameterValue, TrialRow, SweepSpec } from '@tenbin/contracts';
import { counted, figure } from '../format/number.ts';

/** A parameter that the sweep varies, with the values that it has, in the order of the file. */
export interface Varying {
  name: ParameterName;
  values: ParameterValue[];
}

/** A map with more values on a side cannot be read. */
const mostInRange = 12;
/** With fewer runs for each value most of a map is empty. */
const runsEach = 2;

/**
 * The parameters with more than one value. Of a range those count that its runs have, in ascending order; a range of
 * which they have too many, or hardly one twice, is left out. Of a sweep with cases it is what all of them vary: what
 * a case changes is told by its name.
 */
export function varyingOf(spec: SweepSpec, runs: readonly TrialRow[]): Varying[] {
  const countable = ([, choice]: [ParameterName, ParameterChoice]) =>
    'values' in choice || choice.step !== undefined;
  // What stays as it is comes first: a range without a step has other values with every run.
  const choices = choicesOf(spec.parameters).filter(([name]) =>
    Object.values(spec.cases ?? {}).every((own) => own[name] === undefined),
  );
  return [...choices.filter(countable), ...choices.filter((each) => !countable(each))].flatMap(
    ([name, choice]) => {
      if ('values' in choice) return [{ name, values: choice.values }];
      const values = valuesTried(name, runs);
      const most = Math.min(mostInRange, runs.length / runsEach);
      return values.length > 1 && values.length <= most ? [{ name, values }] : [];
    },
  );
}

/**
 * "4 batchSize × 5 optimizer × 3 seeds" for a grid, "3 cases × 4 batchSize" for its cases, else
 * "5 optimizer, learningRate 1e-4 … 0.1 log"; empty when nothing varies.
 */
export function factorsInWords(spec: SweepSpec): string {
  const factors = spec.cases === undefined ? wordsOf(spec.parameters) : casesInWords(spec);
  const repeats = repeatsOf(spec);
  if (repeats > 1) factors.push(counted(repeats, 'seed'));
  return factors.join(spec.method === 'grid' ? ' × ' : ', ');
}

/** Cases that leave all that varies to the grid are a factor of it; of others it is said what some of them vary. */
function casesInWords(spec: SweepSpec): string[] {
  const spaces = caseSpaces(spec);
  const cases = counted(spaces.length, 'case');
  const [first = [], ...others] = spaces.map(({ parameters }) => wordsOf(parameters));
  if (others.every((words) => words.join() === first.join())) return [cases, ...first];
  return [`${cases} over ${wordsOf(spec.parameters).join(', ')}`];
}

function wordsOf(parameters: SweepSpec['parameters']): string[] {
  return choicesOf(parameters).map(([name, choice]) =>
    'values' in choice ? `${choice.values.length} ${name}` : `${name} ${rangeInWords(choice)}`,
  );
}

/** How often every setting is tried. */
export function repeatsOf({ seeds }: Pick<SweepSpec, 'seeds'>): number {
  return typeof seeds === 'number' ? seeds : seeds.length;
}

function rangeInWords({ min, max, scale, step }: Exclude<ParameterChoice, { values: unknown }>): string {
  const by = step === undefined ? '' : ` step ${figure(step)}`;
  return `${figure(min)} … ${figure(max)}${scale === 'log' ? ' log' : ''}${by}`;
}

/** What there is to choose from, in the order of the file. */
export function choicesOf(parameters: SweepSpec['parameters']): [ParameterName, ParameterChoice][] {
  return Object.entries(parameters).flatMap(([name, choice]): [ParameterName, ParameterChoice][] => {
    if (choice === undefined || !isParameter(name, parameters)) return [];
    // Not by `varies`: it stands beside the schemas, which weigh more than a page.
    return 'values' in choice && choice.values.length < 2 ? [] : [[name, choice]];
  });
}

function valuesTried(name: ParameterName, runs: readonly TrialRow[]): ParameterValue[] {
  const tried = runs.flatMap(({ config }) => config.parameters[name] ?? []);
  return [...new Set<ParameterValue>(tried)].toSorted((a, b) => Number(a) - Number(b));
}

function isParameter(name: string, parameters: SweepSpec['parameters']): name is ParameterName {
  return name in parameters;
}
