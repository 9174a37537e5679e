'use client';

import dynamic from 'next/dynamic';
import { PageFrame, PageHead } from '../../frame/page-frame.tsx';
import { Card } from '../../ui/card.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';

/** The form brings the YAML parser and the models along: other pages do without. */
const SweepEditor = dynamic(async () => (await import('./sweep-editor.tsx')).SweepEditor, {
  ssr: false,
  loading: () => (
    <Card aria-busy>
      <RowsSkeleton rows={10} />
    </Card>
  ),
});

/** A sweep is described, in a form or as YAML, weighed, and launched. */
export function NewSweepPage() {
  return (
    <PageFrame crumbs={[{ name: 'Sweeps', href: '/sweeps' }, { name: 'New sweep' }]}>
      <PageHead title="New sweep" />
      <SweepEditor />
    </PageFrame>
  );
}
