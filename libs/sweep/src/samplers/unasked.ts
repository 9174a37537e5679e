import type { ParameterValue, RandomStream } from '@tenbin/contracts';
import { sizeOf, stepAt, valueAt } from '../domain.ts';
import type { Domain } from '../domain.ts';
import type { SearchSpace, Setting } from '../space.ts';
import type { SampleRequest } from './sampler.ts';

/**
 * The first wish that was not asked before: the same setting again has the same history, and its epochs are wasted. When
 * all of them were, another setting by chance; in a space without another one the first wish.
 * @param wishes from the dearest on, at least one; they are made one by one, as far as they are needed
 */
export function unasked(
  { space, trials }: Pick<SampleRequest, 'space' | 'trials'>,
  wishes: Iterable<Setting>,
  random: RandomStream,
): Setting {
  const asked = new Set(trials.map(({ params }) => keyOf(space, params)));
  const isNew = (setting: Setting): boolean => !asked.has(keyOf(space, setting));
  let dearest: Setting | undefined;
  for (const wish of wishes) {
    if (isNew(wish)) return wish;
    dearest ??= wish;
  }
  const chosen = newOne(space, { isNew, random }) ?? dearest;
  if (chosen === undefined) throw new RangeError('there is no wish to choose from');
  return chosen;
}

function keyOf(space: SearchSpace, params: Setting): string {
  return JSON.stringify(space.map(({ name }) => params[name] ?? null));
}

/**
 * A setting that was not asked, null when there is none: beginning anywhere, one after the other. Each that it passes by
 * was asked, so it looks at no more settings than there are trials, and one, however large the space is.
 */
function newOne(
  space: SearchSpace,
  { isNew, random }: { isNew: (setting: Setting) => boolean; random: RandomStream },
  begun: Setting = {},
): Setting | null {
  const [dimension, ...rest] = space;
  if (dimension === undefined) return isNew(begun) ? begun : null;
  const { name, domain, exists } = dimension;
  if (!exists(begun)) return newOne(rest, { isNew, random }, begun);
  for (const value of fromAnywhere(domain, random)) {
    const found = newOne(rest, { isNew, random }, { ...begun, [name]: value });
    if (found !== null) return found;
  }
  return null;
}

/** All values in turn, the first one by chance; of a range without steps only that one, it will not have been asked. */
function* fromAnywhere(domain: Domain, random: RandomStream): Generator<ParameterValue, void> {
  if (domain.kind === 'range' && domain.step === undefined) {
    yield valueAt(domain, random.next());
    return;
  }
  const size = sizeOf(domain);
  const first = random.below(size);
  for (let turn = 0; turn < size; turn += 1) yield valueNumber(domain, (first + turn) % size);
}

function valueNumber(domain: Domain, index: number): ParameterValue {
  if (domain.kind === 'choice') return domain.values[index] ?? '';
  return stepAt(domain, domain.step ?? 0, index);
}
