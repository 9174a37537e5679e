import type { RunRow } from '@tenbin/contracts';
import type { RunColumn } from './columns.tsx';
import type { Sort } from './sorting.ts';
import type { Shown } from './use-shown.ts';

export interface RunsTableProps {
  /** In the order in which they are listed. */
  runs: RunRow[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  shown: Shown;
  selected: ReadonlySet<number>;
  onSelect: (id: number, on: boolean) => void;
  onSelectAll: (on: boolean) => void;
  /** From left to right; by default `runColumns`. */
  columns?: readonly RunColumn[];
}

/** What all rows of a table share. */
export interface TableFacts {
  top: number;
  bestAccuracy: number | null;
  bestLoss: number | null;
  showSeeds: boolean;
  now: number;
}
