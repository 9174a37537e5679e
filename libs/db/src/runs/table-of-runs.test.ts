import { randomUUID } from 'node:crypto';
import { comparisons } from '@tenbin/contracts';
import type { RunColumn, RunFilterTerm, RunQuery } from '@tenbin/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { batchOf, begunRuns, epoch, point } from '../../test/samples.ts';
import { remove } from '../removal/remove.ts';
import { postgresSink } from '../sink/postgres-sink.ts';
import { tableOfRuns } from './table-of-runs.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());
const sink = postgresSink(db);

interface Logged {
  name: string;
  params: Record<string, number | string>;
  /** Of the metric `score`, by step. */
  values: number[];
}

const logged = Array.from({ length: 24 }, (_, index): Logged => ({
  name: `run ${'abcdefgh'[index % 8] ?? ''}`,
  params: {
    ...(index % 3 === 0 ? {} : { rate: [0.1, 0.01, NaN, -5, 1e-300][index % 5] ?? 0 }),
    ...(index % 4 === 0 ? {} : { optimizer: ['adam', 'momentum', 'sgd'][index % 3] ?? '' }),
  },
  values: [[], [3, 1, 2], [NaN], [0.5, Infinity], [-1, NaN], [7]][index % 6] ?? [],
}));
let firstId = 0;

beforeAll(async () => {
  for (const { name, params, values } of logged) {
    const writer = { run: randomUUID(), session: randomUUID() };
    const start = {
      kind: 'start',
      project: 'many',
      name,
      params,
      parent: null,
      directions: {},
      at: 1,
    } as const;
    const records = [start, ...values.map((value, index) => point('score', index + 1, value))];
    await sink.send({ writer, live: true, records: records.map((record, at) => ({ seq: at + 1, record })) });
  }
  firstId = (await tableOfRuns(db, { project: 'many' })).runs[0]?.id ?? 0;
});

type Cell = number | string | null;
const finiteOf = ({ values }: Logged) => values.filter(Number.isFinite);
/** Columns, and what a run has there; NaN is nothing. */
const columns: [RunColumn, (run: Logged, index: number) => Cell][] = [
  [{ of: 'run', name: 'id' }, (_, index) => firstId + index],
  [{ of: 'run', name: 'name' }, ({ name }) => name],
  [{ of: 'param', name: 'rate' }, ({ params }) => params['rate'] ?? null],
  [{ of: 'param', name: 'optimizer' }, ({ params }) => params['optimizer'] ?? null],
  [{ of: 'param', name: 'absent' }, () => null],
  [{ of: 'last', name: 'score' }, ({ values }) => values.at(-1) ?? null],
  [{ of: 'min', name: 'score' }, (run) => (finiteOf(run).length === 0 ? null : Math.min(...finiteOf(run)))],
  [{ of: 'max', name: 'score' }, (run) => (finiteOf(run).length === 0 ? null : Math.max(...finiteOf(run)))],
];

const compare = (a: number | string, b: number | string) => (a < b ? -1 : Number(a > b));

function holds(cell: Cell, is: RunFilterTerm['is'], value: number | string): boolean {
  if (is === '!=') return !holds(cell, '=', value);
  if (cell === null || Number.isNaN(cell)) return false;
  if (is === 'contains') return String(cell).includes(String(value).toLowerCase());
  const order = compare(cell, value);
  return { '=': order === 0, '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[is];
}

test('any filter, sort and cut gives what it says, in either direction those without the value last', async () => {
  const term = fc.constantFrom(...columns).chain(([column, cellOf]) => {
    const cells = logged.map(cellOf).filter((cell) => typeof cell === 'string' || Number.isFinite(cell));
    const isText = typeof cells[0] === 'string';
    const value = fc.constantFrom(...cells.slice(0, 5), ...(isText ? ['M', 'zzz'] : [0, 1.5]));
    const is = fc.constantFrom(...comparisons.filter((each) => isText || each !== 'contains'));
    return fc.record({ column: fc.constant(column), cellOf: fc.constant(cellOf), is, value });
  });
  const asked = fc.record({
    terms: fc.array(term, { maxLength: 2 }),
    sort: fc.record({
      by: fc.constantFrom(...columns),
      direction: fc.constantFrom('asc' as const, 'desc' as const),
    }),
    limit: fc.integer({ min: 1, max: 30 }),
    offset: fc.integer({ min: 0, max: 10 }),
  });
  await fc.assert(
    fc.asyncProperty(asked, async ({ terms, sort, limit, offset }) => {
      const { total, runs } = await tableOfRuns(db, {
        project: 'many',
        filters: terms.map(({ column, is, value }) => ({ column, is, value: value ?? '' })),
        sort: { column: sort.by[0], direction: sort.direction },
        limit,
        offset,
      });
      const left = logged
        .map((run, index) => ({ run, index, cell: sort.by[1](run, index) }))
        .filter(({ run, index }) =>
          terms.every(({ cellOf, is, value }) => holds(cellOf(run, index), is, value ?? '')),
        );
      const some = left.flatMap(({ index, cell }) =>
        cell === null || Number.isNaN(cell) ? [] : [{ index, cell }],
      );
      const sign = sort.direction === 'asc' ? 1 : -1;
      const sorted = some.toSorted((a, b) => sign * compare(a.cell, b.cell) || a.index - b.index);
      const none = left.filter(({ index }) => !some.some((each) => each.index === index));
      expect(total).toBe(left.length);
      expect(runs.map(({ id }) => id - firstId)).toEqual(
        [...sorted, ...none].slice(offset, offset + limit).map(({ index }) => index),
      );
    }),
    { numRuns: 300 },
  );
});

test('figures come in the order in which they were asked for, NaN where there is none', async () => {
  const { runs } = await tableOfRuns(db, {
    project: 'many',
    figures: [
      { of: 'max', name: 'score' },
      { of: 'last', name: 'absent' },
      { of: 'min', name: 'score' },
      { of: 'last', name: 'score' },
    ],
    limit: 4,
  });
  expect(runs.map(({ figures }) => figures)).toEqual([
    [NaN, NaN, NaN, NaN],
    [3, NaN, 1, 2],
    [NaN, NaN, NaN, NaN],
    [0.5, NaN, 0.5, Infinity],
  ]);
});

test('what a run lacks can be asked for, and a switch is on or off', async () => {
  const without = { column: { of: 'param', name: 'optimizer' }, value: null } as const;
  const lacking = await tableOfRuns(db, { project: 'many', filters: [{ ...without, is: '=' }] });
  expect(lacking.runs.every(({ params }) => !('optimizer' in params))).toBe(true);
  expect(lacking.total).toBe(6);
  expect((await tableOfRuns(db, { project: 'many', filters: [{ ...without, is: '!=' }] })).total).toBe(18);
  const { claims, sweepId } = await begunRuns(db, 2);
  const nesterov = { column: { of: 'param', name: 'momentum' }, is: '>', value: 0.5 } as const;
  expect((await tableOfRuns(db, { sweepId, filters: [nesterov] })).total).toBe(claims.length);
});

test('trials are sorted by what they reached at their best epoch, and deleted ones are gone', async () => {
  const { sweepId, claims } = await begunRuns(db, 4);
  for (const [index, val_loss] of [0.3, 0.1, 0.2].entries()) {
    const claim = claims[index];
    if (claim) await sink.send(batchOf(claim, 1, [epoch(1, { val_loss })]));
  }
  const query: RunQuery = { sweepId, sort: { column: { of: 'best', name: 'val_loss' }, direction: 'desc' } };
  expect((await tableOfRuns(db, query)).runs.map(({ trial }) => trial)).toEqual([1, 3, 2, 4]);
  await remove(db, { kind: 'run', ids: [claims[2]?.runId ?? 0] });
  const { total, runs } = await tableOfRuns(db, query);
  expect([total, ...runs.map(({ trial }) => trial)]).toEqual([3, 1, 2, 4]);
});

test('a query that makes no sense is refused, with what is wrong', async () => {
  await expect(tableOfRuns(db, { limit: 0 })).rejects.toThrow('limit');
  const nameless = { column: { of: 'param', name: '' }, is: '=', value: 1 } as const;
  await expect(tableOfRuns(db, { filters: [nameless] })).rejects.toThrow('filters');
});
