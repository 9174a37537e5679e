import type { ParameterValue } from '@tenbin/contracts';
import { isOrdered, placeOf, sizeOf } from '../../domain.ts';
import type { Dimension } from '../../space.ts';

/**
 * A dimension as densities see it, from 0 to 1. ordered: places that lie beside each other, `cells` of equal length or,
 * at Infinity, without gaps. nominal: `cells` that are no nearer to one than to another.
 */
export interface Axis {
  kind: 'ordered' | 'nominal';
  cells: number;
  /** The place of a value; NaN of undefined. */
  placeOf: (value: ParameterValue | undefined) => number;
}

/** With more steps than this a range is taken as if it had no gaps. */
const maxCells = 64;

/** Numbers of a choice are ordered and a cell each: 64 is nearer to 32 than to 256. */
export function axisOf({ domain }: Dimension): Axis {
  if (domain.kind === 'choice') {
    const places = new Map(domain.values.map((value) => [value, placeOf(domain, value)]));
    return {
      kind: isOrdered(domain) ? 'ordered' : 'nominal',
      cells: domain.values.length,
      placeOf: (value) => (value === undefined ? NaN : (places.get(value) ?? NaN)),
    };
  }
  const isStepped = domain.scale === 'linear' && sizeOf(domain) <= maxCells;
  return {
    kind: 'ordered',
    cells: isStepped ? sizeOf(domain) : Infinity,
    placeOf: (value) => (value === undefined ? NaN : placeOf(domain, value)),
  };
}
