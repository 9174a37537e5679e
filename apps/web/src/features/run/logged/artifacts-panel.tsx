'use client';

import { useQuery } from '@tanstack/react-query';
import type { ArtifactVersion, RunDetail } from '@tenbin/contracts';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { count, counted } from '../../../format/number.ts';
import { exactTime } from '../../../format/time.ts';
import { fileSize } from '../../../format/file-size.ts';
import { useTRPCClient } from '../../../trpc/client.ts';
import { Panel } from '../../../ui/card.tsx';
import { FailureLine } from '../../../ui/failure-line.tsx';

/** Files that the run kept, by version; nothing when it kept none. */
export function ArtifactsPanel({ run: { artifacts } }: { run: RunDetail }) {
  if (artifacts.length === 0) return null;
  return (
    <Panel
      title="Artifacts"
      note={counted(artifacts.length, 'version')}
      className="col-span-4 max-lg:col-span-3 max-md:col-span-1"
    >
      <ul>
        {artifacts.toReversed().map((version) => (
          <Version key={version.id} version={version} />
        ))}
      </ul>
    </Panel>
  );
}

function Version({ version }: { version: ArtifactVersion }) {
  const [open, setOpen] = useState(false);
  const { name, type, bytes, files, at } = version;
  return (
    <li className="border-line py-1.5 not-first:border-t">
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="cursor-pointer" title={exactTime(at)}>
          <span className="font-name">{name}</span> <span className="text-text-3">v{version.version}</span>{' '}
          <span className="float-right text-small text-text-3">
            {type} · {counted(files, 'file')} · {fileSize(bytes)}
          </span>
        </summary>
        {open && <Files id={version.id} />}
      </details>
    </li>
  );
}

function Files({ id }: { id: number }) {
  const client = useTRPCClient();
  const { data, error } = useQuery({
    queryKey: ['artifact', id],
    queryFn: () => client.runs.artifactFiles.query({ id }),
    staleTime: Infinity,
  });
  return (
    <>
      <FailureLine error={error} />
      <ul className="mt-1 max-h-60 overflow-y-auto text-small">
        {data?.map(({ path, bytes }) => (
          <li key={path}>
            <a
              href={`/api/artifacts/${id}/${path.split('/').map(encodeURIComponent).join('/')}`}
              download
              className="flex min-h-7 items-center gap-2 hover:underline max-md:min-h-11"
            >
              <Download className="size-3.5 shrink-0 text-text-3" aria-hidden />
              <span className="min-w-0 grow font-mono [overflow-wrap:anywhere]">{path}</span>
              <span className="shrink-0 text-text-3" title={`${count(bytes)} bytes`}>
                {fileSize(bytes)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
