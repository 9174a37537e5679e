'use client';

import type { RunRow } from '@tenbin/contracts';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { counted } from '../../format/number.ts';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { csvOf, jsonOf } from '../export-runs.ts';

/** Saves runs as a file: settings, metrics at the best and the last epoch, verdicts. */
export function ExportMenu({ runs }: { runs: RunRow[] }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Export the selected runs"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" icon={<Download className="size-3.5" aria-hidden />}>
          Export
        </Button>
      }
    >
      <p className="text-pretty text-text-2">
        {counted(runs.length, 'run')}: settings, verdict, and the metrics at the best and the last epoch.
      </p>
      <div className="mt-3 flex gap-2">
        <Button size="small" onClick={() => saveFile('runs.csv', csvOf(runs, Date.now()), 'text/csv')}>
          CSV
        </Button>
        <Button
          size="small"
          onClick={() => saveFile('runs.json', jsonOf(runs, Date.now()), 'application/json')}
        >
          JSON
        </Button>
      </div>
    </Popover>
  );
}
