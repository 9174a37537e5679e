import { metric } from '../format/number.ts';
import { valueAt } from '../runs/curves.ts';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import type { Line } from './drawing.ts';

/** The values of a chart by epoch. */
export function ValuesTable({
  title,
  lines,
  height,
}: {
  title: string;
  lines: readonly Line[];
  height: number;
}) {
  const epochs = [...new Set(lines.flatMap(({ points }) => points.steps))].toSorted((a, b) => a - b);
  return (
    <ScrollRegion label={`${title} as a table`} height={height}>
      <table className="w-full text-small">
        <thead className="sticky top-0 bg-surface text-text-3">
          <tr>
            <th scope="col" className="pr-3 text-left font-normal">
              epoch
            </th>
            {lines.map(({ label }) => (
              <th key={label} scope="col" className="pl-3 text-right font-normal whitespace-nowrap">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {epochs.map((epoch) => (
            <tr key={epoch}>
              <th scope="row" className="pr-3 text-left font-normal text-text-3">
                {epoch}
              </th>
              {lines.map(({ label, points, format = metric }) => (
                <td key={label} className="pl-3 text-right">
                  {format(valueAt(points, epoch))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
