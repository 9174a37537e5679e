import { isOrdered, placeOf, sizeOf, valueAt } from '../../domain.ts';
import type { Domain } from '../../domain.ts';
import { settingFrom } from '../../space.ts';
import type { SearchSpace, Setting } from '../../space.ts';

/** A dimension of the search space as the Gaussian process sees it. */
export interface Axis {
  /** Whether distance along it means something; else two values are equal or they are not. */
  ordered: boolean;
  /** The places of its values when they are few enough to be tried one by one, in ascending order. */
  places: readonly number[] | null;
}

/** The place, 0 to 1, of a setting on each axis; `absent` where the dimension does not exist in it. */
export type Point = Float64Array;

export const absent = -1;

/** Larger ordered domains are moved in as if they were continuous; larger ones without order are left to chance. */
const fewValues = 32;

export function axesOf(space: SearchSpace): Axis[] {
  return space.map(({ domain }) => ({ ordered: isOrdered(domain), places: placesOf(domain) }));
}

export function pointOf(space: SearchSpace, setting: Setting): Point {
  const point = new Float64Array(space.length);
  for (const [at, { name, domain }] of space.entries()) {
    const value = setting[name];
    point[at] = value === undefined ? absent : placeOf(domain, value);
  }
  return point;
}

/** The valid setting at the places wished for: rounded to values, without what does not exist; the middle where absent. */
export function settingAt(space: SearchSpace, wish: Point): Setting {
  return settingFrom(space, (dimension) => {
    const place = wish[space.indexOf(dimension)] ?? absent;
    return valueAt(dimension.domain, place === absent ? 0.5 : place);
  });
}

function placesOf(domain: Domain): number[] | null {
  const size = sizeOf(domain);
  if (size > fewValues) return null;
  if (domain.kind === 'choice') return domain.values.map((_, index) => (index + 0.5) / size);
  const { min, step = 0 } = domain;
  return Array.from({ length: size }, (_, index) => placeOf(domain, min + index * step));
}
