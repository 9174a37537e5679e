import type { ParamValue, RunColumn, RunFilterTerm, RunRow } from '@tenbin/contracts';
import { secondsOf } from './facts.ts';

type Fields = Record<Extract<RunColumn, { of: 'run' }>['name'], (run: RunRow) => string | number | null>;

const fields: Fields = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  project: ({ project }) => project,
  group: ({ group }) => group,
  status: ({ status }) => status,
  verdict: ({ verdict }) => verdict?.state ?? null,
  trial: ({ trial }) => trial,
  epoch: ({ epoch }) => epoch,
  bestEpoch: ({ best }) => best?.epoch ?? null,
  startedAt: ({ startedAt }) => startedAt,
  endedAt: ({ endedAt }) => endedAt,
  seconds: (run) => secondsOf(run, Date.now()),
};

/** Whether a run has it so, as the database would say: what a run does not have is neither less nor more, and NaN is nothing. */
export function matches(run: RunRow, { column, is, value }: RunFilterTerm): boolean {
  const own = valueOf(run, column);
  const isThere = own !== null && !Number.isNaN(own);
  if (value === null) return isThere === (is !== '=');
  if (is === '!=') return !matches(run, { column, is: '=', value });
  if (!isThere) return false;
  if (is === 'contains') return String(own).toLowerCase().includes(String(value).toLowerCase());
  const [left, right] = typeof value === 'string' ? [String(own), value] : [numberOf(own), Number(value)];
  if (is === '=') return left === right;
  if (is === '<') return left < right;
  if (is === '<=') return left <= right;
  return is === '>' ? left > right : left >= right;
}

/** The value of a column of a run; null where it has none. */
export function valueOf(run: RunRow, column: RunColumn): ParamValue {
  if (column.of === 'run') return fields[column.name](run);
  if (column.of === 'param') return run.params[column.name] ?? null;
  return column.of === 'best' ? (run.best?.[column.name] ?? null) : null;
}

/** A switch counts as 0 or 1; a text is no number. */
function numberOf(value: ParamValue): number {
  return typeof value === 'string' || value === null ? NaN : Number(value);
}
