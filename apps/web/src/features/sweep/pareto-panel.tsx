'use client';

import { useQuery } from '@tanstack/react-query';
import type { TrialRow, SweepCost, SweepDetail } from '@tenbin/contracts';
import Link from 'next/link';
import { bytes, counted, metric, short } from '../../format/number.ts';
import { duration } from '../../format/time.ts';
import { useTRPC } from '../../trpc/client.ts';
import { Panel } from '../../ui/card.tsx';
import { Cell, HeadCell, PlainTable, RowHead } from '../../ui/plain-table.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';

/** How each cost is written. */
const costTexts: Record<SweepCost, (value: number) => string> = {
  // A cost is compared: below a minute a whole second says too little.
  seconds: (value) => (value < 60 ? `${value.toPrecision(2)} s` : duration(value)),
  parameters: short,
  memory: bytes,
};

/** The trials that no other one beats in the goal and in every cost, the best by the goal first. */
export function ParetoPanel({ sweep, runs }: { sweep: SweepDetail; runs: readonly TrialRow[] }) {
  const trpc = useTRPC();
  const { data: front } = useQuery(trpc.sweeps.front.queryOptions({ id: sweep.id }));
  const byTrial = new Map(runs.map((run) => [run.trial, run]));
  const rows = (front ?? []).flatMap(({ number, values }) => {
    const run = byTrial.get(number);
    return run ? [{ run, values }] : [];
  });
  return (
    <Panel
      title="Pareto front"
      note={rows.length > 0 ? counted(rows.length, 'trial') : undefined}
      className="col-span-12 max-lg:col-span-1"
    >
      {rows.length === 0 ? (
        <p className="py-2 text-text-3">It shows once a trial has finished.</p>
      ) : (
        <ScrollRegion label="Pareto front, scrolls sideways">
          <PlainTable aria-label="Pareto front">
            <thead>
              <tr>
                <HeadCell className="sticky left-0 bg-surface pl-0!">Run</HeadCell>
                {[sweep.goal.metric, ...sweep.against].map((name) => (
                  <HeadCell key={name} numeric>
                    {name}
                  </HeadCell>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ run, values: [goal, ...costs] }) => (
                <tr key={run.id}>
                  <RowHead className="sticky left-0 max-w-80 truncate bg-surface pl-0!">
                    <Link href={`/runs/${run.id}`} className="font-name hover:underline">
                      {run.name}
                    </Link>{' '}
                    <span className="text-micro text-text-3">#{run.id}</span>
                  </RowHead>
                  <Cell numeric>{metric(goal)}</Cell>
                  {sweep.against.map((cost, index) => (
                    <Cell key={cost} numeric>
                      {costTexts[cost](costs[index] ?? NaN)}
                    </Cell>
                  ))}
                </tr>
              ))}
            </tbody>
          </PlainTable>
        </ScrollRegion>
      )}
      <p className="mt-2 text-small text-pretty text-text-3">
        No other trial is as good in {[sweep.goal.metric, ...sweep.against].join(', ')} and better in one of
        them.
      </p>
    </Panel>
  );
}
