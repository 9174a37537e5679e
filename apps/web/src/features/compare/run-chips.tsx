import type { RunRow } from '@tenbin/contracts';
import { X } from 'lucide-react';
import Link from 'next/link';
import type { Paint } from '../../runs/run-colours.ts';
import { RunSwatch } from '../../runs/table/swatch.tsx';
import { VerdictBadge } from '../../runs/verdict-badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Letter } from './letters.tsx';

interface RunChipsProps {
  runs: readonly RunRow[];
  paints: ReadonlyMap<number, Paint>;
  onRemove: (id: number) => void;
}

/** The compared runs: colour, letter, name, verdict, and a way out for each. */
export function RunChips({ runs, paints, onRemove }: RunChipsProps) {
  return (
    <ul aria-label="Compared runs" className="flex flex-wrap gap-2">
      {runs.map((run, index) => (
        <li
          key={run.id}
          className="flex h-9 min-w-0 items-center gap-2 rounded-control bg-surface pr-1 pl-3 shadow-[0_0_0_1px_var(--line)] max-md:h-11 max-md:basis-full"
        >
          <RunSwatch paint={paints.get(run.id)} />
          <Letter index={index} />
          <Link href={`/runs/${run.id}`} className="truncate font-name hover:underline">
            {run.name}
          </Link>
          <span className="text-small text-text-3">#{run.id}</span>
          <VerdictBadge run={run} />
          <Button
            look="quiet"
            size="small-icon"
            className="max-md:ml-auto"
            aria-label={`Remove ${run.name} #${run.id}`}
            icon={<X className="size-3.5" aria-hidden />}
            onClick={() => onRemove(run.id)}
          />
        </li>
      ))}
    </ul>
  );
}
