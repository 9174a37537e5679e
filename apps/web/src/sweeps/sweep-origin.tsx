'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { counted, missing } from '../format/number.ts';
import { useTRPCClient } from '../trpc/client.ts';
import { Facts } from '../ui/facts.tsx';

/** Where a sweep came from: who queued it, the commit beside it, and what differed from that. */
export function SweepOrigin({ sweepId }: { sweepId: number }) {
  const client = useTRPCClient();
  // Not among the queries of sweeps, which are asked again and again: this never changes.
  const { data: provenance } = useQuery({
    queryKey: ['origin', sweepId],
    queryFn: () => client.sweeps.origin.query({ id: sweepId }),
  });
  if (provenance === undefined) return null;
  if (provenance === null) return <p className="text-text-3">Nothing was noted when it was queued.</p>;
  const { host, command, git } = provenance;
  return (
    <>
      <Facts
        facts={[
          ['queued on', host],
          [
            'by',
            <code key="by" className="font-mono text-small">
              {command}
            </code>,
          ],
          [
            'commit',
            git === null ? (
              'not in a git repository'
            ) : (
              <span key="commit" className="font-mono text-small" title={git.commit}>
                {git.commit.slice(0, 10)}
              </span>
            ),
          ],
          ...(git === null ? [] : [['branch', git.branch ?? missing] as const]),
        ]}
      />
      {git !== null &&
        (git.diff === null ? (
          <p className="mt-1 text-small text-text-3">Nothing differed from the commit.</p>
        ) : (
          <Diff text={git.diff} />
        ))}
    </>
  );
}

/** What differed from the commit, folded away. */
function Diff({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const lines = text.trimEnd().split('\n');
  return (
    <details className="mt-1 text-small" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="text-accent-text">
        What differed from the commit, {counted(lines.length, 'line')}
      </summary>
      <pre
        // Scrolled with the keyboard, it has to be reached with it.
        tabIndex={0}
        aria-label="Diff"
        className="mt-1 max-h-90 overflow-auto rounded-control bg-sunken p-3 font-mono text-micro leading-4"
      >
        {(open ? lines : []).map((line, index) => (
          <span key={index} className={inkOf(line)}>
            {line}
            {'\n'}
          </span>
        ))}
      </pre>
    </details>
  );
}

function inkOf(line: string): string {
  if (/^(\+\+\+|---|diff |index )/.test(line)) return 'text-text-3';
  if (line.startsWith('+')) return 'text-healthy';
  if (line.startsWith('-')) return 'text-diverged';
  return line.startsWith('@@') ? 'text-accent-text' : '';
}
