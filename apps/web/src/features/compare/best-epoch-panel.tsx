import type { RunRow } from '@tenbin/contracts';
import { clsx } from 'clsx';
import { figure, metric, signed } from '../../format/number.ts';
import { duration } from '../../format/time.ts';
import { gapAtEnd, secondsOf } from '../../runs/facts.ts';
import type { Paint } from '../../runs/run-colours.ts';
import { Panel } from '../../ui/card.tsx';
import { Cell, PlainTable, RowHead } from '../../ui/plain-table.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { bestValue } from './best-value.ts';
import { RunHeads } from './run-heads.tsx';

interface MetricRow {
  name: string;
  value: (run: RunRow) => number | null | undefined;
  show: (value: number | null | undefined) => string;
  better?: 'high' | 'low';
}

const rows: readonly MetricRow[] = [
  { name: 'val_loss', value: ({ best }) => best?.val_loss, show: (value) => metric(value), better: 'low' },
  {
    name: 'val_accuracy',
    value: ({ best }) => best?.val_accuracy,
    show: (value) => metric(value),
    better: 'high',
  },
  { name: 'loss', value: ({ best }) => best?.loss, show: (value) => metric(value) },
  { name: 'accuracy', value: ({ best }) => best?.accuracy, show: (value) => metric(value) },
  { name: 'best epoch', value: ({ best }) => best?.epoch, show: figure },
  { name: 'gap at last epoch', value: gapAtEnd, show: (value) => signed(value), better: 'low' },
  {
    name: 'time',
    value: (run) => (run.endedAt === null ? null : secondsOf(run, run.endedAt)),
    show: (value) => duration(value ?? null),
    better: 'low',
  },
];

/** The metrics of each run at the epoch of its lowest val_loss; the best of a row is bold. */
export function BestEpochPanel({
  runs,
  paints,
}: {
  runs: readonly RunRow[];
  paints: ReadonlyMap<number, Paint>;
}) {
  return (
    <Panel title="At each run's best epoch" note="bold is best" className="col-span-7 max-lg:col-span-1">
      <ScrollRegion label="Best epoch of each run">
        <PlainTable aria-label="At each run's best epoch" style={{ minWidth: 136 + 112 * runs.length }}>
          <RunHeads runs={runs} paints={paints} numeric />
          <tbody>
            {rows.map(({ name, value, show, better }) => {
              const values = runs.map(value);
              const best = better ? bestValue(values, better) : null;
              return (
                <tr key={name}>
                  <RowHead className="sticky left-0 bg-surface pl-0! text-text-2">{name}</RowHead>
                  {runs.map((run, index) => (
                    <Cell
                      key={run.id}
                      numeric
                      className={clsx(best !== null && values[index] === best && 'font-bold')}
                    >
                      {show(values[index])}
                    </Cell>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </PlainTable>
      </ScrollRegion>
    </Panel>
  );
}
