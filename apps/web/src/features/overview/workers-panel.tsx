import type { WorkerRow } from '@tenbin/contracts';
import { counted } from '../../format/number.ts';
import { Panel } from '../../ui/card.tsx';
import { Command } from '../../ui/command.tsx';

/** The workers that were heard of lately. */
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
        {workers.map(({ id, host, concurrency, engine }) => (
          <li key={id} className="flex h-8 items-center gap-2">
            <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-healthy" />
            <span className="font-name">{host}</span>
            <span className="min-w-0 grow truncate text-small text-text-3" title={engine}>
              {engine}
            </span>
            <span className="text-small text-text-2">{counted(concurrency, 'trial')} at once</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
