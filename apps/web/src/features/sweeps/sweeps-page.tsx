'use client';

import { useQuery } from '@tanstack/react-query';
import { counted } from '../../format/number.ts';
import { PageFrame, PageHead } from '../../frame/page-frame.tsx';
import { Welcome } from '../../frame/welcome.tsx';
import { NewSweepButton } from '../../sweeps/new-sweep-button.tsx';
import { SweepsTable } from '../../sweeps/sweeps-table.tsx';
import { useTRPC } from '../../trpc/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/card.tsx';
import { Command } from '../../ui/command.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';

/** Every sweep, the latest first. */
export function SweepsPage() {
  const trpc = useTRPC();
  const query = useQuery(trpc.sweeps.list.queryOptions(undefined, { refetchInterval: 10_000 }));
  if (query.data?.length === 0) {
    return (
      <PageFrame crumbs={[{ name: 'Sweeps' }]}>
        <Welcome />
      </PageFrame>
    );
  }
  return (
    <PageFrame crumbs={[{ name: 'Sweeps' }]} busy={query.isLoading}>
      <PageHead
        title="Sweeps"
        note={query.data && counted(query.data.length, 'sweep')}
        actions={<NewSweepButton />}
      />
      <Answer
        query={query}
        failed="The sweeps could not be read"
        loading={
          <Card>
            <RowsSkeleton rows={6} />
          </Card>
        }
      >
        {(sweeps) => (
          <>
            <Card className="px-2 pb-1">
              <SweepsTable wide sweeps={sweeps.toSorted((a, b) => b.createdAt - a.createdAt)} />
            </Card>
            <div className="mt-6 max-w-xl">
              <p className="mb-2 text-small text-text-3">Or start one from a terminal:</p>
              <Command>npx tenbin sweep examples/sweeps/animals.yaml</Command>
            </div>
          </>
        )}
      </Answer>
    </PageFrame>
  );
}
