import { seedsOf, trialParameters } from '@tenbin/contracts';
import type { CaseSpace, ParameterValue, PastTrial, SweepSpec, Trial, VerdictSoFar } from '@tenbin/contracts';
import { gridOf } from './case-grid.ts';
import { limited } from './grid.ts';
import { pruneReason } from './pruners/pruners.ts';
import { samplers } from './samplers/samplers.ts';
import { spaceOf } from './space.ts';
import type { SearchSpace, Setting } from './space.ts';
import { toLoss } from './study-trial.ts';
import type { Direction, StudyTrial } from './study-trial.ts';
import { trialName } from './trial-name.ts';

/** The study of a sweep: its settings, each once for each seed. */
export interface SweepStudy {
  /** How many trials it asks for, exactly; fewer only when its epochs are spent. */
  total: number;
  /**
   * The next trial; null when there is none any more; `wait` when there is none as long as those that run may still
   * give epochs back. A budget of epochs ends with the first trial that does not fit into what is left of it, even where
   * the sweep varies `epochs` and a shorter one would: to pass over long trials would favour the short ones.
   */
  ask(): Trial | 'wait' | null;
  /** Why the trial that has done its last report should end now; null when it should go on. */
  pruneReason(number: number, verdict: VerdictSoFar): string | null;
}

/** Seeds the samplers: the same file has the same questions. */
const studySeed = 1;

/**
 * Rebuilds a sweep's study from its trials. A grid runs whole for one seed before the next begins; any other method
 * tries a setting with every seed before it chooses the next, and sees the mean of their answers.
 * @param past in any order
 * @throws AppError `sweep_invalid` when it has more trials than a sweep may have
 */
export function sweepStudy(spec: SweepSpec, past: readonly PastTrial[] = []): SweepStudy {
  const grid = spec.method === 'grid' ? gridOf(spec) : null;
  const settings = grid?.size ?? Infinity;
  const total = countOf(settings, spec);
  const seeds = seedsOf(spec);
  const whole: CaseSpace = { own: {}, parameters: spec.parameters };
  /** Which setting, from 1, and which seed trial number `number` has. */
  const placeOf = (number: number): { setting: number; seed: number } => {
    const index = number - 1;
    const [setting, turn] =
      grid !== null
        ? [index % settings, Math.floor(index / settings)]
        : [Math.floor(index / seeds.length), index % seeds.length];
    return { setting: setting + 1, seed: seeds[turn] ?? 0 };
  };
  const groups = Map.groupBy(
    past.toSorted((a, b) => a.number - b.number),
    ({ number }) => placeOf(number).setting,
  );
  return {
    total,
    ask() {
      const taken = new Set(past.map(({ number }) => number));
      let number = 1;
      while (taken.has(number)) number += 1;
      if (number > total) return null;
      const { setting, seed } = placeOf(number);
      const { part, params } = questionOf(setting);
      const parameters = trialParameters.parse(params);
      const room = roomFor(parameters.epochs, spec, past);
      if (room !== 'enough') return room === 'spent' ? null : 'wait';
      const ofCase = part.name === undefined ? {} : { case: part.name };
      return { number, name: trialName(part, parameters), parameters, seed, ...ofCase };
    },
    pruneReason(number, verdict) {
      const curves = past.map(({ number: id, state, reports }) => ({
        id,
        state,
        losses: reports.map((value) => toLoss(value, spec.goal.direction)),
      }));
      const own = curves.find(({ id }) => id === number);
      const trial = past.find((each) => each.number === number);
      if (own === undefined || trial === undefined) return null;
      return pruneReason({
        rule: spec.earlyTermination,
        own,
        others: curves.filter(({ id }) => id !== number),
        epochs: Number(trial.parameters.epochs),
        verdict,
        goal: spec.goal,
      });
    },
  };

  /** The question that a setting asks: what its other seeds have, or what comes next. */
  function questionOf(setting: number): { part: CaseSpace; params: Setting } {
    const next = grid?.at(setting - 1);
    const part = next?.part ?? whole;
    const space = spaceOf(part.parameters);
    const known = groups.get(setting)?.[0];
    if (known !== undefined) return { part, params: chosenOf(known, space) };
    return { part, params: next?.setting ?? sample(setting, space) };
  }

  function sample(setting: number, space: SearchSpace): Setting {
    const trials = [...groups]
      .filter(([id]) => id !== setting)
      .map(([id, members]) => groupOf(id, members, { spec, space }))
      .toSorted((a, b) => a.id - b.id);
    const directions = directionsOf(spec);
    return samplers[spec.method]({ space, trials, index: setting - 1, directions, seed: studySeed });
  }
}

/**
 * How many trials `spec` makes: the product of its values times its seeds, or its budget.
 * @throws AppError `sweep_invalid` above `maxTrials`
 */
export function trialCount(spec: SweepSpec): number {
  return countOf(spec.method === 'grid' ? gridOf(spec).size : Infinity, spec);
}

function countOf(settings: number, spec: SweepSpec): number {
  const { budget, method } = spec;
  if (method !== 'grid') return budget.trials ?? 0;
  return Math.min(limited(settings * seedsOf(spec).length), budget.trials ?? Infinity);
}

/** The objective's direction, then that of each cost. */
export function directionsOf({
  goal,
  against,
}: Pick<SweepSpec, 'goal' | 'against'>): [Direction, ...Direction[]] {
  return [goal.direction, ...against.map((): Direction => 'minimize')];
}

/** What of a trial's parameters the sweep chose. */
function chosenOf({ parameters }: PastTrial, space: SearchSpace): Setting {
  const given: Readonly<Record<string, ParameterValue | undefined>> = parameters;
  const chosen: Record<string, ParameterValue> = {};
  for (const { name, exists } of space) {
    const value = given[name];
    if (value !== undefined && exists(chosen)) chosen[name] = value;
  }
  return chosen;
}

/**
 * The trials of one setting as one: the mean of what its seeds answered, at each epoch of those that came that far; as
 * long as none has an end, of those that have begun.
 */
function groupOf(
  id: number,
  trials: readonly PastTrial[],
  { spec, space }: { spec: SweepSpec; space: SearchSpace },
): StudyTrial {
  const [first] = trials;
  if (first === undefined) throw new RangeError('a setting without a trial');
  const told = trials.filter(({ state }) => state === 'complete' || state === 'pruned');
  const open = trials.some(({ state }) => state === 'running');
  const curves = (told.length > 0 ? told : trials).map(({ reports }) => reports);
  const ended = told.some(({ state }) => state === 'complete') ? 'complete' : 'pruned';
  return {
    id,
    params: chosenOf(first, space),
    state: told.length > 0 ? ended : open ? 'running' : 'failed',
    values: directionsOf(spec).map((_, index) => mean(told.map(({ values }) => values[index] ?? NaN))),
    reports: meanCurve(curves),
  };
}

/** Whether a budget of epochs has room for a trial: those that run have theirs kept, those that ended what they did. */
function roomFor(
  epochs: number,
  { budget }: SweepSpec,
  past: readonly PastTrial[],
): 'enough' | 'later' | 'spent' {
  if (budget.epochs === undefined) return 'enough';
  const kept = past.reduce(
    (all, trial) =>
      all + (trial.state === 'running' ? Number(trial.parameters.epochs) : trial.reports.length),
    0,
  );
  if (kept + epochs <= budget.epochs) return 'enough';
  return past.some(({ state }) => state === 'running') ? 'later' : 'spent';
}

function meanCurve(curves: readonly (readonly number[])[]): number[] {
  const epochs = Math.max(0, ...curves.map(({ length }) => length));
  return Array.from({ length: epochs }, (_, epoch) => mean(curves.flatMap((curve) => curve[epoch] ?? [])));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
