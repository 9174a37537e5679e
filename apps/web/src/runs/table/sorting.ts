'use client';

import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { RunRow } from '@tenbin/contracts';
import { createParser } from 'nuqs';
import { useMemo } from 'react';
import { gapAtEnd, plannedEpochs, secondsOf, settingOf } from '../facts.ts';
import { standingOf, standingOrder } from '../standing.ts';

/** What each column sorts by; null and NaN come last in both directions. */
const values = {
  name: ({ name }: RunRow) => name,
  verdict: (run: RunRow) => standingOrder[standingOf(run)],
  val_accuracy: ({ best }: RunRow) => best?.val_accuracy,
  val_loss: ({ best }: RunRow) => best?.val_loss,
  bestEpoch: ({ best }: RunRow) => best?.epoch,
  gap: gapAtEnd,
  optimizer: (run: RunRow) => cellOf(run, 'optimizer'),
  batchSize: (run: RunRow) => cellOf(run, 'batchSize'),
  epochs: plannedEpochs,
  learningRate: (run: RunRow) => cellOf(run, 'learningRate'),
  time: (run: RunRow) => secondsOf(run, Date.now()),
  started: ({ startedAt }: RunRow) => startedAt,
} satisfies Record<string, (run: RunRow) => string | number | null | undefined>;

/** A column that every table has, or a setting: `params.dropout`. */
export type SortKey = keyof typeof values | `params.${string}`;

export interface Sort {
  key: SortKey;
  descending: boolean;
}

/** Every column that can be sorted by. */
export const sortKeys = Object.keys(values).filter((key) => isOwn(key));

/** The best first. */
export const defaultSort: Sort = { key: 'val_accuracy', descending: true };

/** Columns whose first click sorts downwards. */
const highFirst: readonly SortKey[] = ['val_accuracy', 'gap', 'started'];

/** The sort of the address: `val_loss` upwards, `-val_loss` downwards. */
export const sortParser = createParser<Sort>({
  parse(text) {
    const key = text.replace(/^-/, '');
    return isSortKey(key) ? { key, descending: text.startsWith('-') } : null;
  },
  serialize: ({ key, descending }) => (descending ? `-${key}` : key),
  eq: (a, b) => a.key === b.key && a.descending === b.descending,
}).withDefault(defaultSort);

/** The sort after a click on a column: the other way round, or its own first direction. */
export function nextSort(sort: Sort, key: SortKey): Sort {
  if (sort.key === key) return { key, descending: !sort.descending };
  return { key, descending: highFirst.some((each) => each === key) };
}

/** Numbers inside words by their size: `adam · 8` before `adam · 16`. */
const inWords = new Intl.Collator('en', { numeric: true });

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
const helper = createColumnHelper<typeof features, RunRow>();

/** The column that is sorted by. */
function columnsFor(id: SortKey) {
  const valueOf = isOwn(id) ? values[id] : (run: RunRow) => cellOf(run, id.replace(/^params\./, ''));
  return [
    helper.accessor((run): unknown => sortable(valueOf(run)), {
      id,
      sortUndefined: 'last',
      sortFn: (a, b) => compare(a.getValue(id), b.getValue(id)) || a.original.id - b.original.id,
    }),
  ];
}

/** The runs in the order of `sort`. */
export function useSorted(runs: RunRow[], { key, descending }: Sort): RunRow[] {
  const columns = useMemo(() => columnsFor(key), [key]);
  const sorting = useMemo(() => [{ id: key, desc: descending }], [key, descending]);
  const table = useTable({ features, columns, data: runs, state: { sorting } });
  const { rows } = table.getRowModel();
  return useMemo(() => rows.map(({ original }) => original), [rows]);
}

function cellOf(run: RunRow, name: string): string | number | null {
  const value = settingOf(run, name);
  return typeof value === 'boolean' ? String(value) : value;
}

function isSortKey(key: string): key is SortKey {
  return isOwn(key) || /^params\../.test(key);
}

function isOwn(key: string): key is keyof typeof values {
  return Object.hasOwn(values, key);
}

function sortable(value: string | number | null | undefined): string | number | undefined {
  return value === null || Number.isNaN(value) ? undefined : value;
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return inWords.compare(String(a), String(b));
}
