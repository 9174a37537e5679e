'use client';

import type { CureReport } from '@tenbin/metrics';
import Link from 'next/link';
import { useState } from 'react';
import { OutcomeChart } from '../../cures/outcome-chart.tsx';
import { counted } from '../../format/number.ts';
import { Panel } from '../../ui/card.tsx';

/** What the follow-ups brought: the latest one that has ended, or one that is chosen. */
export function CuresPanel({ cures }: { cures: readonly CureReport[] }) {
  const [picked, setPicked] = useState<number | null>(null);
  const shown =
    cures.find(({ sweepId }) => sweepId === picked) ?? cures.find(({ finished }) => finished) ?? cures[0];
  if (!shown) {
    return (
      <Panel title="What the cures brought" className="grow">
        <p className="py-2 text-pretty text-text-3">
          No cure was launched yet. Launch one from a flagged setting below: it trains the setting again
          beside what is advised, with the same seeds, and shows here what helped.
        </p>
      </Panel>
    );
  }
  return (
    <Panel
      title="What the cures brought"
      className="grow"
      note={cures.length > 1 ? counted(cures.length, 'cure') : undefined}
      actions={
        cures.length > 1 && (
          <select
            aria-label="Cure"
            className="h-7 max-w-60 rounded-control border border-ctl bg-surface px-1.5 text-small text-text max-md:h-9"
            value={shown.sweepId}
            onChange={({ target }) => setPicked(Number(target.value))}
          >
            {cures.map(({ sweepId, name, finished }) => (
              <option key={sweepId} value={sweepId}>
                {name}
                {finished ? '' : ', running'}
              </option>
            ))}
          </select>
        )
      }
    >
      <OutcomeChart outcomes={shown.outcomes} />
      <p className="mt-3 text-pretty text-text-2">{shown.sentence}</p>
      <p className="mt-2 flex flex-wrap gap-x-4 text-small">
        <Link href={`/sweeps/${shown.sweepId}`} className="text-accent-text hover:underline">
          Its {shown.finished ? 'numbers' : 'progress'}
        </Link>
        {shown.runId !== null && (
          <Link href={`/runs/${shown.runId}`} className="text-accent-text hover:underline">
            The run it cures
          </Link>
        )}
      </p>
    </Panel>
  );
}
