'use client';

import type { DatasetWarning } from '@tenbin/contracts';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { count } from '../../format/number.ts';
import { Picture } from '../../ui/pictures.tsx';
import type { PictureFacts } from '../../ui/pictures.tsx';

/** Pictures of a strip, in one row of the narrowest card. */
const inStrip = 5;

/** What is doubtful about the images, with some of them in a strip; all of them, with their names, on demand. */
export function DatasetWarningItem({
  warning,
  pictures,
}: {
  warning: DatasetWarning;
  pictures: readonly PictureFacts[];
}) {
  const [all, setAll] = useState(false);
  const shown = all ? pictures : pictures.slice(0, inStrip);
  return (
    <li className="border-t border-line py-2.5 first:border-0">
      <p className="flex gap-1.5 text-small text-pretty">
        <TriangleAlert className="mt-0.5 size-3.5 shrink-0 text-overfitting" aria-hidden />
        {warning.message}
      </p>
      {pictures.length > 0 && (
        <ul className="mt-2 grid grid-cols-5 gap-1.5" aria-label={`Pictures: ${warning.message}`}>
          {shown.map((picture, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- a file may stand in a sheet twice
            <li key={place}>
              <Picture picture={picture}>{all ? picture.caption || picture.label : undefined}</Picture>
            </li>
          ))}
        </ul>
      )}
      {pictures.length > 0 && (
        <button
          type="button"
          aria-expanded={all}
          className="mt-1.5 text-small text-accent-text hover:underline max-md:min-h-9"
          onClick={() => setAll(!all)}
        >
          {all ? 'Show fewer' : `Show ${count(pictures.length)} with their names`}
        </button>
      )}
    </li>
  );
}
