import { plainName } from './sweep-file-words.ts';
import type { Problem } from './sweep-file-text.ts';
import { datasetNames } from './dataset-spec.ts';
import { giveConditions } from './wandb-dependents.ts';
import { wandbFile } from './wandb-file.ts';
import type { Goal } from './sweep-fields.ts';
import type { WandbFile } from './wandb-file.ts';
import { directionOf, metricFrom } from './wandb-names.ts';
import type { Meaning } from './wandb-names.ts';
import { parametersFrom } from './wandb-parameters.ts';
import { firstRungKey, stopProblems, stopRule } from './wandb-stop.ts';

/** Trials of a method without an end of its own, in a file that sets none. */
const trialsWithoutEnd = 50;

/** Trained on where nobody says on what: every installation has it. */
const datasetWithoutName = 'animals';

/** What a W&B file says in the words of a sweep file of ours, not yet parsed. */
export interface WandbSweep {
  input: Record<string, unknown>;
  /** What was translated, taken for granted or left out. */
  notes: string[];
  problems: Problem[];
  /** Where in the W&B file that stands which has this path in `input`. */
  origin: (path: PropertyKey[]) => PropertyKey[];
}

export interface WandbOptions {
  /** What a sweep is called that has no name. */
  name: string;
  /** The data set to train on, whatever the file says. */
  dataset: string | undefined;
}

/** A part of a sweep file, and what is worth a word about it. */
interface Part {
  value: unknown;
  note?: string | undefined;
}

export function fromWandb(file: WandbFile, options: WandbOptions): WandbSweep {
  const { written, keys, notes, problems } = parametersFrom(file);
  const conditions = giveConditions(written);
  const parts: Record<string, Part> = {
    name: { value: file.name ?? file.project ?? options.name },
    dataset: datasetPart(options.dataset, written.get('dataset')),
    method: { value: file.method },
    goal: goalPart(file),
    seeds: { value: written.get('seeds') },
    budget: budgetPart(file),
    earlyTermination: stopRule(file),
    parameters: { value: Object.fromEntries([...written].filter(([name]) => isParameter(name))) },
  };
  const told = Object.values(parts).flatMap(({ note }) => note ?? []);
  const input = Object.entries(parts).filter(([, { value }]) => value !== undefined);
  return {
    input: Object.fromEntries(input.map(([key, { value }]) => [key, value])),
    notes: [...notes, ...conditions, ...told, ...leftOut(file)],
    problems: [...problems, ...stopProblems(file)],
    origin: originIn(file, keys),
  };
}

function isParameter(name: Meaning): boolean {
  return name !== 'dataset' && name !== 'seeds';
}

function datasetPart(given: string | undefined, written: unknown): Part {
  if (given !== undefined) return { value: datasetFor(given) };
  if (typeof written === 'string') return { value: datasetFor(written) };
  if (written !== undefined) return { value: written };
  const note = `no data set is named, so it trains on ${datasetWithoutName}; \`--data PATH\`, or a parameter \`dataset\` with one value, names yours`;
  return { value: { name: datasetWithoutName }, note };
}

/** The data set that is called so, however its name is spelled; else the path to it. */
function datasetFor(title: string): { name: string } | { path: string } {
  const known = datasetNames.find((name) => plainName(name) === plainName(title));
  // A path may end in the name of a data set; only what is no path is a name.
  return known !== undefined && !/[\\/.]/.test(title) ? { name: known } : { path: title };
}

function goalPart({ metric }: WandbFile): Part {
  if (metric === undefined) return { value: undefined };
  const name = metricFrom(metric.name);
  const direction = metric.goal ?? directionOf(name);
  const imputes = Object.keys(metric).filter((key) => key.startsWith('impute'));
  const notes = [
    name === metric.name ? [] : [`${metric.name} is ${name}`],
    metric.goal === undefined ? [`no goal is set, so it is to ${direction} ${name}${unlike(direction)}`] : [],
    metric.target === undefined ? [] : ['the target is left out: every trial is made'],
    imputes.length === 0 ? [] : [`${imputes.join(', ')} left out: a trial that failed is passed over`],
  ].flat();
  const note = notes.length === 0 ? undefined : `metric: ${notes.join('; ')}`;
  return { value: { metric: name, direction }, note };
}

/** A word about a direction that W&B would not take. */
function unlike(direction: Goal['direction']): string {
  return direction === 'minimize' ? '' : '; W&B would minimize it';
}

function budgetPart({ method, run_cap: cap }: WandbFile): Part {
  if (cap !== undefined) return { value: { trials: cap }, note: `run_cap is a budget of ${cap} trials` };
  if (method === 'grid') return { value: undefined };
  const note = `${method} goes on for ever without run_cap, so it gets a budget of ${trialsWithoutEnd} trials`;
  return { value: { trials: trialsWithoutEnd }, note };
}

/** Keys of the file that say how W&B runs a program. */
function leftOut(file: WandbFile): string[] {
  const known = Object.keys(wandbFile.shape);
  const foreign = Object.keys(file).filter((key) => !known.includes(key));
  if (file.project !== undefined && file.name !== undefined) foreign.push('project');
  return foreign.length === 0 ? [] : [`left out: ${foreign.join(', ')}`];
}

function originIn(file: WandbFile, keys: ReadonlyMap<Meaning, string>) {
  const meanings = new Map<PropertyKey, string>(keys);
  const epochs = firstRungKey(file.early_terminate ?? { type: 'hyperband' });
  const places: Record<string, PropertyKey[] | undefined> = {
    'budget.trials': ['run_cap'],
    'goal.metric': ['metric', 'name'],
    'goal.direction': ['metric', 'goal'],
    'earlyTermination.minEpochs': ['early_terminate', epochs],
    'earlyTermination.reduction': ['early_terminate', 'eta'],
  };
  return (path: PropertyKey[]): PropertyKey[] => {
    const [first = '', second = '', ...rest] = path;
    const place = places[`${String(first)}.${String(second)}`];
    if (place !== undefined) return place;
    if (first === 'name' && file.name === undefined) return ['project'];
    if (first === 'dataset') return ['parameters', meanings.get(first) ?? 'dataset'];
    if (first === 'seeds') return ['parameters', meanings.get(first) ?? 'seed', 'values', ...path.slice(1)];
    if (first !== 'parameters' || path.length === 1) return path;
    return ['parameters', meanings.get(second) ?? second, ...rest.map((key) => (key === 'step' ? 'q' : key))];
  };
}
