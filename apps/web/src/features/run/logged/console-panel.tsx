'use client';

import { useQuery } from '@tanstack/react-query';
import type { RunDetail } from '@tenbin/contracts';
import { clsx } from 'clsx';
import { Fragment, useState } from 'react';
import { exactTime } from '../../../format/time.ts';
import { isOpen } from '../../../runs/facts.ts';
import { useTRPCClient } from '../../../trpc/client.ts';
import { Panel } from '../../../ui/card.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';

/** Milliseconds between two looks at what a live program writes. */
const lookMs = 2_000;
const more = 500;

/** What the process of the run wrote, the last lines first in sight; nothing when it kept nothing. */
export function ConsolePanel({ run }: { run: RunDetail }) {
  const client = useTRPCClient();
  const [limit, setLimit] = useState(100);
  const { data = [] } = useQuery({
    queryKey: ['console', run.id, limit, run.status],
    queryFn: () => client.runs.console.query({ id: run.id, limit }),
    placeholderData: (previous) => previous,
    refetchInterval: isOpen(run) ? lookMs : false,
  });
  if (data.length === 0) return null;
  return (
    <Panel
      title="Console"
      className="col-span-12 max-lg:col-span-6 max-md:col-span-1"
      actions={
        data.length >= limit && (
          <button
            type="button"
            className="text-small text-accent-text hover:underline"
            onClick={() => setLimit(limit + more)}
          >
            Earlier lines
          </button>
        )
      }
    >
      <ScrollRegion label="Console" className="max-h-90 overflow-y-auto rounded-cell bg-sunken p-3">
        <pre className="font-mono text-small leading-5">
          {data.map(({ seq, stream, at, lines }) => (
            <Fragment key={seq}>
              <span title={exactTime(at)} className={clsx(stream === 'stderr' && 'text-overfitting')}>
                {lines.join('\n')}
              </span>
              {'\n'}
            </Fragment>
          ))}
        </pre>
      </ScrollRegion>
    </Panel>
  );
}
