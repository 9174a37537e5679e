'use client';

import type { OverfitReport } from '@tenbin/metrics';
import { Download, FileText } from 'lucide-react';
import dynamic from 'next/dynamic';
import { Button } from '../../ui/button.tsx';

// Popovers bring a positioning engine: the page does not wait for it.
const Popover = dynamic(async () => (await import('./report-popover.tsx')).ReportPopover);

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
        onClick={() => save('overfitting.json', JSON.stringify(report, null, 2))}
      >
        Save as JSON
      </Button>
      <Popover icon={<FileText className="size-3.5" aria-hidden />} />
    </>
  );
}

/** Lets the browser save a text as a file. */
function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
