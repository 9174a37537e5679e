import { getRun } from '@tenbin/db';
import type { Metadata } from 'next';
import { RunPage } from '../../../features/run/run-page.tsx';
import { existingId } from '../../../server/exists.ts';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  return { title: `Run #${id}` };
}

export default async function Page({ params }: Props) {
  return (
    <RunPage
      id={await existingId((await params).id, (database, id) => getRun(database, id, { pictures: false }))}
    />
  );
}
