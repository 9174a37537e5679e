'use client';

import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { runColumns, settingColumn } from './columns.tsx';
import type { RunColumn } from './columns.tsx';

/** Which columns a table has, as the address holds it. */
export interface Columns {
  /** From left to right. */
  shown: readonly RunColumn[];
  /** Heads of usual columns that are left out. */
  hidden: readonly string[];
  /** Settings that have a column of their own. */
  settings: readonly string[];
  toggleUsual: (head: string) => void;
  toggleSetting: (name: string) => void;
}

const parsers = {
  hidden: parseAsArrayOf(parseAsString).withDefault([]),
  settings: parseAsArrayOf(parseAsString).withDefault([]),
};

/** The column that names the run stays. */
export const lasting = 'Run';

/** The usual columns less those that are hidden, and then the chosen settings (`?cols=dropout,l2&hide=lr`). */
export function useColumns(): Columns {
  const [{ hidden, settings }, set] = useQueryStates(parsers, {
    urlKeys: { hidden: 'hide', settings: 'cols' },
    clearOnDefault: true,
  });
  const shown = useMemo(
    () => [
      ...runColumns.filter(({ head }) => head === lasting || !hidden.includes(head)),
      ...settings.map((name) => settingColumn(name)),
    ],
    [hidden, settings],
  );
  const toggleUsual = useCallback(
    (head: string) => void set({ hidden: toggled(hidden, head) }),
    [hidden, set],
  );
  const toggleSetting = useCallback(
    (name: string) => void set({ settings: toggled(settings, name) }),
    [settings, set],
  );
  return { shown, hidden, settings, toggleUsual, toggleSetting };
}

function toggled(all: readonly string[], one: string): string[] {
  return all.includes(one) ? all.filter((each) => each !== one) : [...all, one];
}
