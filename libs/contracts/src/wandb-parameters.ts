import { parameterNames } from './parameters.ts';
import type { ParameterName } from './parameters.ts';
import { nearName, quote } from './sweep-file-words.ts';
import type { Problem } from './sweep-file-text.ts';
import { unusedIn } from './wandb-file.ts';
import type { WandbFile, WandbParameter } from './wandb-file.ts';
import { meaningOf, schedulesOf, valueFrom } from './wandb-names.ts';
import type { Meaning } from './wandb-names.ts';
import { rangeFrom } from './wandb-range.ts';

/** A parameter of a W&B file as one of ours, or why it is none. */
interface Translation {
  /** What a sweep file of ours writes for it; undefined where the parameter is left out. */
  written?: unknown;
  /** Names that were turned into ours. */
  renamed?: string[];
  notes?: string[];
  /** What is wrong with it, behind its name. */
  problem?: string;
}

export interface TranslatedParameters {
  /** What a sweep file of ours writes for each: a choice for a parameter, else a data set's name or a list of seeds. */
  written: Map<Meaning, unknown>;
  /** What the W&B file calls each. */
  keys: Map<Meaning, string>;
  notes: string[];
  problems: Problem[];
}

/** Said of every weight decay, since a program may mean either. */
const decoupled = 'decoupled from the gradient, as in AdamW; the one of SGD and Adam in PyTorch is l2 here';

/** The parameters of a W&B file as ours; those that Tenbin does not have are left out, and told. */
export function parametersFrom({ parameters, method }: WandbFile): TranslatedParameters {
  const written = new Map<Meaning, unknown>();
  const keys = new Map<Meaning, string>();
  const renamed: string[] = [];
  const notes: string[] = [];
  const problems: Problem[] = [];
  const schedules = schedulesIn(parameters);
  for (const [key, parameter] of Object.entries(parameters)) {
    const meaning = meaningOf(key, schedules);
    const twin = meaning && keys.get(meaning);
    const found =
      twin === undefined
        ? translated(key, parameter, { meaning, grid: method === 'grid' })
        : { problem: `is ${meaning}, and so is parameters.${twin}; keep one of them` };
    if (found.problem !== undefined) {
      problems.push({ path: ['parameters', key], text: `parameters.${key} ${found.problem}` });
    }
    notes.push(...(found.notes ?? []).map((note) => `${key}: ${note}`));
    if (meaning === undefined) continue;
    if (meaning === 'weightDecay') notes.push(`${key}: ${decoupled}`);
    keys.set(meaning, key);
    if (found.written !== undefined) written.set(meaning, found.written);
    if (meaning !== key) renamed.push(`${key} is ${meaning}`);
    renamed.push(...(found.renamed ?? []));
  }
  if (keys.size === 0) {
    const names = Object.keys(parameters).join(', ');
    problems.push({ path: ['parameters'], text: `parameters has none that Tenbin has, only ${names}` });
  }
  if (renamed.length > 0) notes.unshift(renamed.join(', '));
  return { written, keys, notes, problems };
}

function translated(
  key: string,
  parameter: WandbParameter,
  { meaning, grid }: { meaning: Meaning | undefined; grid: boolean },
): Translation {
  if (parameter.parameters !== undefined) {
    return { problem: 'nests parameters; write those of them that Tenbin has at the top of `parameters`' };
  }
  if (meaning === undefined) return { notes: [leftOut(key, parameter)] };
  const values = parameter.values ?? (parameter.value === undefined ? undefined : [parameter.value]);
  if (meaning === 'seeds') return values ? { written: values } : { problem: 'needs value or values' };
  if (meaning === 'dataset') {
    return values?.length === 1
      ? { written: values[0] }
      : { problem: 'needs one value: a sweep has one data set' };
  }
  if (values !== undefined) return choiceFrom(meaning, values, parameter);
  const found = rangeFrom({ name: meaning, parameter, grid });
  return typeof found === 'string' ? { problem: found } : found;
}

function choiceFrom(name: ParameterName, values: unknown[], parameter: WandbParameter): Translation {
  const { values: several, probabilities } = parameter;
  const ours = values.map((value) => valueFrom(name, value));
  const renamed = values.flatMap((value, at) =>
    value === ours[at] ? [] : [`${String(value)} is ${String(ours[at])}`],
  );
  const unused = unusedIn(parameter, []);
  const notes = [
    probabilities === undefined ? [] : ['the probabilities are left out, no value is likelier than another'],
    unused.length === 0 ? [] : [`${unused.join(', ')} left out, the values are listed`],
  ].flat();
  return { written: several === undefined ? { value: ours[0] } : { values: ours }, renamed, notes };
}

/** The schedules of ours that a file names. */
function schedulesIn(parameters: WandbFile['parameters']): unknown[] {
  const named = Object.entries(parameters).filter(([key]) => meaningOf(key, []) === 'schedule');
  return named.flatMap(([, { value, values }]) =>
    (values ?? [value]).map((each) => valueFrom('schedule', each)),
  );
}

function leftOut(key: string, { value }: WandbParameter): string {
  const users = schedulesOf(key);
  if (users !== undefined) {
    return `left out, it belongs to a scheduler of the kind ${users.join(' or ')}, and the file names none`;
  }
  const near = nearName(key, parameterNames);
  const meant = near === undefined ? '' : `; did you mean ${quote(near)}?`;
  const fixed = value === undefined ? '' : ` (${quote(value)})`;
  return `left out${fixed}, Tenbin has no such parameter${meant}`;
}
