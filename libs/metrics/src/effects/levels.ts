import type { ParameterValue } from '@tenbin/contracts';
import { median, quantile } from '../statistics/quantile.ts';

export interface Level {
  /** Of a bin, the median of the values in it: one that was tried, on whichever scale. null: the parameter has no use. */
  value: ParameterValue | null;
  /** Of a bin, as in `0.0012–0.0087`; null where the value says it. */
  label: string | null;
}

/** From how many different numbers on they are binned, and into how many bins at most. */
export interface Resolution {
  distinct: number;
  bins: number;
}

export interface Levels {
  levels: Level[];
  ordered: boolean;
  codes: number[];
}

/** The levels among some values, and which one each value is. */
export function levelsOf(values: readonly (ParameterValue | null)[], resolution: Resolution): Levels {
  const distinct = [...new Set(values)];
  const numbers = distinct.filter((value) => typeof value === 'number').toSorted((a, b) => a - b);
  const known = distinct.filter((value) => value !== null);
  const missing = known.length < distinct.length;
  if (numbers.length < known.length) {
    const levels = [...known, ...(missing ? [null] : [])];
    return { levels: levels.map(plain), ordered: false, codes: values.map((value) => levels.indexOf(value)) };
  }
  const bins = binsOf(
    values.filter((value) => typeof value === 'number'),
    numbers,
    resolution,
  );
  const first = missing ? 1 : 0;
  const codes = values.map((value) =>
    typeof value === 'number' ? first + bins.findIndex(({ to }) => value <= to) : 0,
  );
  return {
    levels: [...(missing ? [plain(null)] : []), ...bins.map(({ level }) => level)],
    ordered: true,
    codes,
  };
}

const plain = (value: ParameterValue | null): Level => ({ value, label: null });

interface Bin {
  /** Its greatest number. */
  to: number;
  level: Level;
}

/** Bins of about as many values each; equal values are never parted. */
function binsOf(
  values: readonly number[],
  distinct: readonly number[],
  { distinct: most, bins }: Resolution,
): Bin[] {
  if (distinct.length <= most) return distinct.map((value) => ({ to: value, level: plain(value) }));
  const ends = Array.from({ length: bins }, (_, at) => {
    const end = quantile(values, (at + 1) / bins);
    return distinct.findLast((value) => value <= end) ?? end;
  });
  return [...new Set(ends)].map((to, at, all) => {
    const from = all[at - 1] ?? -Infinity;
    const own = values.filter((value) => value > from && value <= to).toSorted((a, b) => a - b);
    return { to, level: binLevel(own) };
  });
}

function binLevel(ascending: readonly number[]): Level {
  const [low = NaN, high = NaN] = [ascending[0], ascending.at(-1)];
  if (low === high) return plain(low);
  const middle = ascending[Math.floor((ascending.length - 1) / 2)] ?? median(ascending);
  return { value: middle, label: `${short(low)}–${short(high)}` };
}

/** Two digits that count, or all those before the point. */
function short(value: number): string {
  return String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(2)));
}
