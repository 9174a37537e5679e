import {
  AppError,
  defaultBeside,
  dependent,
  dependentNames,
  parameterNames,
  usersOf,
} from '@tenbin/contracts';
import type {
  Advice,
  Goal,
  ParameterName,
  ParameterSetting,
  TrialRow,
  SweepFileInput,
  TrialParameters,
} from '@tenbin/contracts';
import { patched } from '../advice/index.ts';
import { baseline, caseName } from './case-name.ts';

export interface CureRequest {
  run: TrialRow;
  /** The best first, as `adviceFor` gives it. */
  advice: readonly Advice[];
  /** Seeds that each case is trained with, that of the run first; 3 unless it says so. */
  seeds?: number | undefined;
  /** Cures at most, of those that a parameter makes; 4 unless it says so. */
  cures?: number | undefined;
  name?: string | undefined;
  /** That of the sweep that the run is from; otherwise val_accuracy, which every change leaves comparable. */
  goal?: Goal | undefined;
}

/**
 * The follow-up of a run: a sweep of the run as it was, and with one change at a time, each with the same seeds. The
 * first is the run's own, and its threads are, so that one baseline is the run again.
 * @throws AppError `bad_input` when the run has no verdict, no advice of it changes a parameter, or the numbers make none
 */
export function cureFile(request: CureRequest): SweepFileInput {
  const { run, advice, seeds = 3, cures = 4, name, goal } = request;
  const { dataset, parameters, seed, threads } = run.config;
  refuseNumbers({ seeds, cures });
  const changes = advice.filter(hasPatch).slice(0, cures);
  if (run.verdict === null || changes.length === 0) throw nothingToCure(run);
  const cases = casesOf(parameters, changes);
  return {
    name: name ?? titleFor(run),
    dataset,
    method: 'grid',
    goal: goal ?? { metric: 'val_accuracy', direction: 'maximize' },
    seeds: seedsFrom(seed, seeds),
    budget: {},
    // A trial that is stopped early cannot be compared with its baseline.
    earlyTermination: { type: 'none' },
    ...(threads === undefined ? {} : { threads }),
    parameters: choicesOf(parameters, Object.values(cases)),
    cases,
  };
}

/** The names of sweeps end here. */
const longestName = 100;
const mostSeeds = 1000;

type Change = Advice & { patch: ParameterSetting };

function hasPatch(advice: Advice): advice is Change {
  return advice.patch !== null && Object.keys(advice.patch).length > 0;
}

function casesOf(parameters: TrialParameters, changes: readonly Change[]): Record<string, ParameterSetting> {
  const cases: Record<string, ParameterSetting> = { [baseline]: {} };
  for (const { kind, patch } of changes) {
    const plain = caseName(kind);
    const used = Object.keys(cases).filter((name) => name.replace(/-\d+$/, '') === plain).length;
    cases[used === 0 ? plain : `${plain}-${used + 1}`] = usedOf(parameters, patch);
  }
  return cases;
}

/** The run's parameters as single values: what is in use beside its choices, for as long as a case leaves it a use. */
function choicesOf(
  parameters: TrialParameters,
  cases: readonly ParameterSetting[],
): SweepFileInput['parameters'] {
  const inUse = parameterNames.filter((name) => parameters[name] !== undefined && hasUse(name, parameters));
  return Object.fromEntries(
    inUse.map((name) => [name, { value: parameters[name], ...conditionOf(name, cases) }]),
  );
}

function hasUse(name: ParameterName, parameters: TrialParameters): boolean {
  const found = dependentNames.find((each) => each === name);
  return found === undefined || defaultBeside(found, parameters) !== undefined;
}

/** What keeps a parameter out of cases that take another choice than the one it hangs on. */
function conditionOf(name: ParameterName, cases: readonly ParameterSetting[]): { when?: ParameterSetting } {
  const found = dependentNames.find((each) => each === name);
  if (found === undefined) return {};
  const { on } = dependent[found];
  const users = usersOf(found);
  const isLost = cases.some((each) => each[on] !== undefined && !users.includes(String(each[on])));
  return isLost ? { when: { [on]: users } } : {};
}

/** Of a patch what has a use once it is made: a file may not even say that the rest is off. */
function usedOf(parameters: TrialParameters, patch: ParameterSetting): ParameterSetting {
  const target = patched(parameters, patch);
  const used = parameterNames.filter((name) => patch[name] !== undefined && hasUse(name, target));
  return Object.fromEntries(used.map((name) => [name, patch[name]]));
}

function seedsFrom(own: number, wanted: number): number[] {
  const others = Array.from({ length: wanted }, (_, index) => index + 1).filter((seed) => seed !== own);
  return [own, ...others].slice(0, wanted);
}

function titleFor({ id, name }: TrialRow): string {
  const title = `Cure of run ${id}: ${name}`;
  return title.length > longestName ? `${title.slice(0, longestName - 1)}…` : title;
}

function refuseNumbers(numbers: { seeds: number; cures: number }): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (Number.isInteger(value) && value >= 1 && value <= mostSeeds) continue;
    throw new AppError({
      code: 'bad_input',
      message: `${name} is ${value}`,
      hint: `Give a whole number from 1 to ${mostSeeds}; 3 seeds or more tell a cure from chance.`,
    });
  }
}

function nothingToCure({ id, verdict }: TrialRow): AppError {
  if (verdict === null) {
    return new AppError({
      code: 'bad_input',
      message: `run ${id} has no verdict yet, so there is nothing to cure`,
      hint: 'Wait until it has trained some epochs.',
    });
  }
  return new AppError({
    code: 'bad_input',
    message: `run ${id} is ${verdict.state}, and nothing that is advised changes a parameter`,
    hint: 'Choose a run that overfits, or start a sweep of your own with what you would change.',
  });
}
