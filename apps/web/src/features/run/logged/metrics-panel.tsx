'use client';

import type { RunDetail } from '@tenbin/contracts';
import { epochMetricKeys } from '@tenbin/contracts';
import { useState } from 'react';
import { figure, count } from '../../../format/number.ts';
import { Panel } from '../../../ui/card.tsx';
import { Cell, HeadCell, PlainTable, RowHead } from '../../../ui/plain-table.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { FigureChart } from '../figure-charts.tsx';
import { useMetricCurves } from '../use-run-extras.ts';

/** Charts that are drawn before somebody asks for more. */
const firstCharts = 6;

/** Every metric that a program logged: a chart of each, and its last, lowest and highest value. */
export function LoggedMetrics({ run }: { run: RunDetail }) {
  const keys = Object.keys(run.summary).toSorted();
  const drawn = keys.filter(
    (key) => !epochMetricKeys.some((each) => each === key) && (run.summary[key]?.count ?? 0) > 1,
  );
  // What the machine was busy with comes behind what was measured.
  const own = drawn.toSorted((a, b) => Number(isOfMachine(a)) - Number(isOfMachine(b)));
  const [all, setAll] = useState(false);
  const shown = all ? own : own.slice(0, firstCharts);
  const curves = useMetricCurves(run, shown);
  return (
    <>
      {shown.map((key) => (
        <FigureChart key={key} run={run} name={key} points={curves(key)} span="logged" />
      ))}
      {own.length > shown.length && (
        <button
          type="button"
          className="col-span-12 h-8 text-small text-accent-text hover:underline max-lg:col-span-6 max-md:col-span-1 max-md:h-11"
          onClick={() => setAll(true)}
        >
          Show the charts of all {count(own.length)} metrics
        </button>
      )}
      {keys.length > 0 && <SummaryPanel run={run} keys={keys} />}
    </>
  );
}

function isOfMachine(key: string): boolean {
  return key.startsWith('system/');
}

function SummaryPanel({ run: { summary, directions }, keys }: { run: RunDetail; keys: string[] }) {
  return (
    <Panel
      title="Metrics"
      note="the best is in bold where the program said which way is better"
      className="col-span-8 max-lg:col-span-6 max-md:col-span-1"
    >
      <ScrollRegion label="Metrics">
        <PlainTable aria-label="Metrics of the run">
          <thead>
            <tr>
              <HeadCell className="pl-0!">metric</HeadCell>
              <HeadCell numeric>last</HeadCell>
              <HeadCell numeric>lowest</HeadCell>
              <HeadCell numeric>highest</HeadCell>
              <HeadCell numeric className="pr-0!">
                points
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => {
              const { last, min, max, count: points } = summary[key] ?? none;
              return (
                <tr key={key}>
                  <RowHead className="pl-0! font-name!">{key}</RowHead>
                  <Cell numeric>{figure(last.value)}</Cell>
                  <Best at={min} best={directions[key] === 'min'} />
                  <Best at={max} best={directions[key] === 'max'} />
                  <Cell numeric className="pr-0! text-text-3">
                    {count(points)}
                  </Cell>
                </tr>
              );
            })}
          </tbody>
        </PlainTable>
      </ScrollRegion>
    </Panel>
  );
}

const none = { last: { step: 0, value: NaN }, min: null, max: null, count: 0 };

function Best({ at, best }: { at: { step: number; value: number } | null; best: boolean }) {
  return (
    <Cell numeric className={best ? 'font-bold' : ''} title={at ? `at step ${count(at.step)}` : undefined}>
      {figure(at?.value)}
    </Cell>
  );
}
