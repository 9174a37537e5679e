import type { RunRow } from '@tenbin/contracts';
import type { Paint } from '../../runs/run-colours.ts';
import { RunSwatch } from '../../runs/table/swatch.tsx';
import { HeadCell } from '../../ui/plain-table.tsx';

interface RunHeadsProps {
  runs: readonly RunRow[];
  paints: ReadonlyMap<number, Paint>;
  numeric?: boolean;
}

/** The head of a table that has a column for each compared run. */
export function RunHeads({ runs, paints, numeric = false }: RunHeadsProps) {
  return (
    <thead>
      <tr>
        <td className="sticky left-0 bg-surface" />
        {runs.map((run) => (
          <HeadCell key={run.id} numeric={numeric}>
            <span className="inline-flex max-w-40 items-center gap-1.5 align-middle">
              <RunSwatch paint={paints.get(run.id)} />
              <span className="truncate">
                {run.name} #{run.id}
              </span>
            </span>
          </HeadCell>
        ))}
      </tr>
    </thead>
  );
}
