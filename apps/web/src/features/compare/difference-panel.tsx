'use client';

import type { RunRow } from '@tenbin/contracts';
import { useState } from 'react';
import { counted } from '../../format/number.ts';
import type { Paint } from '../../runs/run-colours.ts';
import { VerdictBadge } from '../../runs/verdict-badge.tsx';
import { Panel } from '../../ui/card.tsx';
import { Cell, PlainTable, RowHead } from '../../ui/plain-table.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Segments } from '../../ui/segments.tsx';
import { differencesOf } from './differences.ts';
import { RunHeads } from './run-heads.tsx';

/** The parameters that are not the same in all compared runs, against the first run. */
export function DifferencePanel({
  runs,
  paints,
}: {
  runs: readonly RunRow[];
  paints: ReadonlyMap<number, Paint>;
}) {
  const [which, setWhich] = useState<'differences' | 'all'>('differences');
  const all = differencesOf(runs);
  const shown = which === 'all' ? all : all.filter(({ differs }) => differs);
  const equal = all.filter(({ differs }) => !differs).length;
  return (
    <Panel
      title="What differs"
      className="col-span-5 max-lg:col-span-1"
      actions={
        <Segments
          label="Parameters"
          value={which}
          onChange={setWhich}
          options={[
            { value: 'differences', label: 'differences' },
            { value: 'all', label: `all ${all.length}` },
          ]}
        />
      }
    >
      <ScrollRegion label="Parameters that differ">
        <PlainTable aria-label="What differs" style={{ minWidth: 104 + 96 * runs.length }}>
          <RunHeads runs={runs} paints={paints} />
          <tbody>
            {shown.map(({ name, values, differs }) => (
              <tr key={name}>
                <RowHead className="sticky left-0 bg-surface pl-0! text-text-3">{name}</RowHead>
                {runs.map((run, index) => (
                  <Cell key={run.id} className="max-w-52 truncate" title={values[index]}>
                    {differs && values[index] !== values[0] ? (
                      <span className="-ml-1.5 rounded-[3px] bg-accent-soft px-1.5 py-0.5">
                        {values[index]}
                      </span>
                    ) : (
                      values[index]
                    )}
                  </Cell>
                ))}
              </tr>
            ))}
            <tr>
              <RowHead className="sticky left-0 bg-surface pl-0! text-text-3">verdict</RowHead>
              {runs.map((run) => (
                <Cell key={run.id}>
                  <VerdictBadge run={run} />
                </Cell>
              ))}
            </tr>
          </tbody>
        </PlainTable>
      </ScrollRegion>
      {which === 'differences' && runs.length > 1 && (
        <p className="mt-2 text-small text-text-3">The other {counted(equal, 'parameter')} are equal.</p>
      )}
    </Panel>
  );
}
