import type { SweepDetail } from '@tenbin/contracts';
import { count } from '../../../format/number.ts';
import { sweepChanges } from '../../../sweeps/changes.ts';
import type { SweepChanges } from '../../../sweeps/changes.ts';

type Name = keyof SweepChanges;
/** What stands in the fields; empty for no limit. */
export type Texts = Record<Name, string>;

const fields: readonly { name: Name; label: string; hint: string }[] = [
  { name: 'trials', label: 'Trials', hint: 'that the sweep makes' },
  { name: 'epochs', label: 'Epochs', hint: 'of all trials together' },
  { name: 'hours', label: 'Hours', hint: 'after which no trial begins' },
  { name: 'concurrency', label: 'Concurrency', hint: 'trials at the same time, over all workers' },
  { name: 'priority', label: 'Priority', hint: 'trials of higher priority are taken first' },
];

/** What may be changed of a sweep: a grid has as many trials as it has. */
export function adjustable({ method, epochs }: SweepDetail) {
  return fields
    .filter(({ name }) => name !== 'trials' || method !== 'grid')
    .map((field) =>
      field.name === 'epochs' ? { ...field, hint: `${field.hint}; ${count(epochs)} are done` } : field,
    );
}

/** What stands in the fields at first. */
export function textsOf({ budget, priority }: SweepDetail): Texts {
  const { trials, epochs, hours, concurrency } = budget;
  const text = (value: number | undefined) => (value === undefined ? '' : String(value));
  return {
    trials: text(trials),
    epochs: text(epochs),
    hours: text(hours),
    concurrency: text(concurrency),
    priority: String(priority),
  };
}

/** What the fields change of the sweep, and what is wrong in them. */
export function changesIn(
  texts: Texts,
  sweep: SweepDetail,
): { changes: SweepChanges; problems: Map<Name, string> } {
  const before = textsOf(sweep);
  const changed = fields.filter(({ name }) => texts[name].trim() !== before[name]);
  const values = changed.map(({ name }): [Name, number | null] => {
    const text = texts[name].trim();
    return [name, text === '' ? null : Number(text)];
  });
  const parsed = sweepChanges.safeParse(Object.fromEntries(values));
  if (parsed.success) return { changes: parsed.data, problems: new Map() };
  const problems = parsed.error.issues.flatMap(({ path: [at], message }): [Name, string][] => {
    const field = fields.find(({ name }) => name === at);
    return field ? [[field.name, ruleIn(message)]] : [];
  });
  return { changes: {}, problems: new Map(problems) };
}

/** "must be ≤ 100" for "Too big: expected number to be <=100". */
function ruleIn(message: string): string {
  const rule = /expected (?:number|int) to be (.*)$/.exec(message)?.[1];
  if (rule === undefined)
    return message.includes('expected int') ? 'must be a whole number' : 'must be a number';
  return `must be ${rule
    .replace('<=', '≤ ')
    .replace('>=', '≥ ')
    .replace(/([<>])(?=\d)/, '$1 ')}`;
}
