'use client';

import { debounce, parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import type { Filters } from './filters.ts';

const parsers = {
  text: parseAsString.withDefault(''),
  standing: parseAsString,
  sweep: parseAsInteger,
};

/** The filters of the address, and how to change some of them. */
export function useFilters(): [filters: Filters, change: (part: Partial<Filters>) => void] {
  const [filters, setFilters] = useQueryStates(parsers, { urlKeys: { text: 'q' }, clearOnDefault: true });
  const change = useCallback(
    (part: Partial<Filters>) => void setFilters(part, { limitUrlUpdates: debounce(200) }),
    [setFilters],
  );
  return [filters, change];
}
