'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { nextSort, sortKeys } from './sorting.ts';
import type { Sort } from './sorting.ts';

/** The sort of a list that has no heads to press. */
export function SortSelect({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <div className="mb-2 flex items-center gap-1 text-small text-text-2">
      <Select
        label="Sort by"
        value={sort.key}
        options={sortKeys}
        onChange={(key) => onSort(nextSort(sort, key))}
      />
      <Button
        look="quiet"
        size="small-icon"
        aria-label={sort.descending ? 'Descending: turn round' : 'Ascending: turn round'}
        icon={<Arrow className="size-3.5" aria-hidden />}
        onClick={() => onSort({ ...sort, descending: !sort.descending })}
      />
    </div>
  );
}
