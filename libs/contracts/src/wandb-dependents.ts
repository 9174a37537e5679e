import { dependent, dependentNames, usersOf } from './dependent-parameters.ts';
import type { DependentName } from './dependent-parameters.ts';
import { misplaced, trialParameters } from './parameters.ts';
import { entryOf } from './sweep-file-schema.ts';
import type { Meaning } from './wandb-names.ts';

/**
 * Choices among which every parameter has a use: W&B has no conditions, its programs pass over what they do not need.
 * @param written by what each choice is for; changed in place
 * @returns what was changed, in words
 */
export function giveConditions(written: Map<Meaning, unknown>): string[] {
  const notes = momentumOfSgd(written);
  for (const name of dependentNames) {
    const choice = written.get(name);
    if (typeof choice !== 'object' || choice === null) continue;
    const { on } = dependent[name];
    const tried = namesIn(written.get(on)) ?? [trialParameters.parse({})[on]];
    const users = tried.filter((value) => usersOf(name).includes(value));
    if (users.length === tried.length) continue;
    if (users.length === 0) {
      written.delete(name);
      notes.push(`${name}: left out, it ${misplaced(name)}`);
    } else {
      written.set(name, { ...choice, when: { [on]: users } });
      notes.push(`${name}: tried with the ${on} ${users.join(', ')} only`);
    }
  }
  return notes;
}

/** SGD with a momentum is an optimizer of its own here. */
function momentumOfSgd(written: Map<Meaning, unknown>): string[] {
  const needy: DependentName = 'momentum';
  const optimizers = namesIn(written.get('optimizer'));
  const users = usersOf(needy);
  if (!written.has(needy) || optimizers === null || !optimizers.includes('sgd')) return [];
  if (optimizers.some((name) => users.includes(name))) return [];
  const named = optimizers.map((name) => (name === 'sgd' ? needy : name));
  written.set('optimizer', named.length === 1 ? { value: named[0] } : { values: named });
  return ['optimizer: sgd is momentum, because there is a momentum for it'];
}

/** The names that a choice lets be tried; null where it is no choice between names. */
function namesIn(choice: unknown): string[] | null {
  const values = [entryOf(choice, 'values') ?? entryOf(choice, 'value')].flat();
  const names = values.filter((value) => typeof value === 'string');
  return names.length === values.length ? names : null;
}
