'use client';

import type { OverfitReport } from '@tenbin/metrics';
import { Download, FileText } from 'lucide-react';
import dynamic from 'next/dynamic';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { Skeleton } from '../../ui/skeleton.tsx';

// Popovers bring a positioning engine: the page does not wait for it.
const Popover = dynamic(async () => (await import('./report-popover.tsx')).ReportPopover, {
  loading: () => <Skeleton className="h-(--control) w-20 rounded-control" />,
});

/** The report to take along: commands that write it as a file, and its numbers as JSON. */
export function ReportMenu({
  report,
}: {
  report: (OverfitReport & { runs: number; sweeps: number }) | undefined;
}) {
  if (report === undefined) return null;
  return (
    <>
      <Button
        look="quiet"
        icon={<Download className="size-3.5" aria-hidden />}
        onClick={() => saveFile('overfitting.json', JSON.stringify(report, null, 2), 'application/json')}
      >
        Save as JSON
      </Button>
      <Popover icon={<FileText className="size-3.5" aria-hidden />} />
    </>
  );
}
