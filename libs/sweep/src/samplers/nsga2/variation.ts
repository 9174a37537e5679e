import type { ParameterValue, RandomStream } from '@tenbin/contracts';
import { isOrdered, placeOf, valueAt } from '../../domain.ts';
import type { Domain } from '../../domain.ts';
import { settingFrom } from '../../space.ts';
import type { SearchSpace, Setting } from '../../space.ts';

/** How close children stay to their parents, the larger the closer; Deb's 20 is for thousands of trials. */
const closeness = { crossover: 3, mutation: 3 };
const crossoverChance = 0.9;

/**
 * A child of two settings. Ordered dimensions are crossed by simulated binary crossover (Deb & Agrawal 1995) and changed by
 * polynomial mutation (Deb & Goyal 1996), both between 0 and 1; choices come from either parent or are drawn anew. What
 * neither parent has is drawn. One dimension is mutated, on average.
 */
export function childOf(
  space: SearchSpace,
  parents: readonly [Setting, Setting],
  random: RandomStream,
): Setting {
  const isCrossed = random.next() < crossoverChance;
  return settingFrom(space, ({ name, domain }) => {
    const [mother, father] = [parents[0][name], parents[1][name]];
    const isMutated = random.next() < 1 / space.length;
    const inherited = isCrossed ? crossed(domain, [mother, father], random) : (mother ?? father);
    if (inherited === undefined) return valueAt(domain, random.next());
    return isMutated ? mutated(domain, inherited, random) : inherited;
  });
}

type Pair = readonly [ParameterValue | undefined, ParameterValue | undefined];

function crossed(domain: Domain, [mother, father]: Pair, random: RandomStream): ParameterValue | undefined {
  const [first, second] = random.next() < 0.5 ? [mother, father] : [father, mother];
  if (first === undefined || second === undefined) return first ?? second;
  if (!isOrdered(domain) || random.next() < 0.5) return first;
  const [near, far] = [placeOf(domain, first), placeOf(domain, second)];
  const draw = random.next();
  const power = 1 / (closeness.crossover + 1);
  const spread = draw < 0.5 ? (2 * draw) ** power : (2 * (1 - draw)) ** -power;
  return valueAt(domain, (near + far + spread * (near - far)) / 2);
}

function mutated(domain: Domain, value: ParameterValue, random: RandomStream): ParameterValue {
  const draw = random.next();
  if (!isOrdered(domain)) return valueAt(domain, draw);
  const place = placeOf(domain, value);
  const power = 1 / (closeness.mutation + 1);
  const moved =
    draw < 0.5
      ? place - place * (1 - (2 * draw) ** power)
      : place + (1 - place) * (1 - (2 * (1 - draw)) ** power);
  return valueAt(domain, moved);
}
