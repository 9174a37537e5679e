import { getSweep } from '@tenbin/db';
import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SweepPage } from '../../../features/sweep/sweep-page.tsx';
import { existingId } from '../../../server/exists.ts';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  return { title: `Sweep #${id}` };
}

export default async function Page({ params }: Props) {
  const id = await existingId((await params).id, getSweep);
  return (
    <Suspense>
      <SweepPage id={id} />
    </Suspense>
  );
}
