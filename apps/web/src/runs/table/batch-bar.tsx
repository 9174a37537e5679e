'use client';

import { GitCompareArrows, X } from 'lucide-react';
import { counted } from '../../format/number.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';

/** More runs than this cannot be told apart when they are compared. */
export const mostCompared = 24;

/** Floats at the bottom while runs are selected. */
export function BatchBar({ ids, onClear }: { ids: ReadonlySet<number>; onClear: () => void }) {
  if (ids.size === 0) return null;
  const tooMany = ids.size > mostCompared;
  return (
    <div
      role="toolbar"
      aria-label="Selected runs"
      className="sticky bottom-4 z-15 mx-auto mt-4 flex w-max max-w-full items-center gap-2 rounded-card bg-raised py-1.5 pr-2 pl-3.5 shadow-float max-md:fixed max-md:inset-x-3 max-md:bottom-18 max-md:w-auto max-md:justify-between"
    >
      <b className="mr-2 font-name" role="status">
        {counted(ids.size, 'run')}
      </b>
      {tooMany ? (
        <span className="text-small text-text-2">at most {mostCompared} can be compared</span>
      ) : (
        <ButtonLink
          look="primary"
          size="small"
          href={`/compare?runs=${[...ids].join(',')}`}
          icon={<GitCompareArrows className="size-3.5" aria-hidden />}
        >
          Compare
        </ButtonLink>
      )}
      <Button
        look="quiet"
        size="small-icon"
        aria-label="Clear selection"
        icon={<X className="size-3.5" aria-hidden />}
        onClick={onClear}
      />
    </div>
  );
}
