import type { WorkerRow } from '@tenbin/contracts';
import { clsx } from 'clsx';
import dynamic from 'next/dynamic';
import { bytes, counted } from '../../format/number.ts';
import { Panel } from '../../ui/card.tsx';
import { Command } from '../../ui/command.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

// Popovers bring a positioning engine: the page does not wait for it.
const WorkerControls = dynamic(async () => (await import('./worker-controls.tsx')).WorkerControls, {
  loading: () => <Skeleton className="h-7 w-15 rounded-control" />,
});

/** The workers that were heard of lately: what they have, what they do, and the way to stop that. */
export function WorkersPanel({ workers }: { workers: WorkerRow[] }) {
  return (
    <Panel title="Workers">
      {workers.length === 0 && (
        <>
          <p className="pb-2 text-text-2">None runs, so queued trials wait. Start one:</p>
          <Command>npx tenbin worker</Command>
        </>
      )}
      <ul>
        {workers.map((worker) => (
          <li
            key={worker.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 py-2 not-first:border-t not-first:border-line first:pt-0"
          >
            <div className="min-w-0">
              <p className="flex items-center gap-2">
                <span
                  aria-hidden
                  className={clsx(
                    'size-1.5 shrink-0 rounded-full',
                    worker.state === 'working' ? 'bg-healthy' : 'bg-unclear',
                  )}
                />
                <span className="truncate font-name" title={worker.id}>
                  {worker.host}
                </span>
                <span className="text-small text-text-2">{doingOf(worker)}</span>
              </p>
              <p className="mt-0.5 truncate pl-3.5 text-small text-text-3" title={worker.engine}>
                {counted(worker.cores, 'core')}, {bytes(worker.memoryBytes)}, {worker.engine}
              </p>
            </div>
            <div className="flex flex-wrap items-center justify-end">
              <WorkerControls worker={worker} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** "2 of 4 trials", "paused, 1 trial ends": a worker that is not to go on ends what it trains. */
function doingOf({ state, running, concurrency }: WorkerRow): string {
  if (state === 'working') return `${running} of ${counted(concurrency, 'trial')}`;
  if (running === 0) return state;
  return state === 'paused' ? `paused, ${counted(running, 'trial')} to the end` : 'stopping';
}
