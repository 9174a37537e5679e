'use client';

import { clsx } from 'clsx';
import { useState } from 'react';
import { Card } from '../../ui/card.tsx';
import { Segments } from '../../ui/segments.tsx';
import { CostPanel } from './cost-panel.tsx';
import { DatasetSection } from './dataset-section.tsx';
import { LaunchBar } from './launch-bar.tsx';
import { ParameterSections } from './parameter-sections.tsx';
import { SearchSection } from './search-section.tsx';
import { useSweepDraft } from './use-sweep-draft.ts';
import { useWeighing } from './use-weighing.ts';
import { WhatSection } from './what-section.tsx';
import { YamlEditor } from './yaml-editor.tsx';

const sides = [
  { value: 'form', label: 'Form' },
  { value: 'yaml', label: 'YAML' },
] as const;

/** A form side by side with the sweep file that it writes; on phones one of them at a time. */
export function SweepEditor() {
  const sweep = useSweepDraft();
  const weighing = useWeighing(sweep);
  const [side, setSide] = useState<'form' | 'yaml'>('form');
  const section = { draft: sweep.draft, problems: sweep.reading.problems, onChange: sweep.change };
  return (
    <>
      <div className="mb-3 md:hidden">
        <Segments label="Form or YAML" value={side} options={sides} onChange={setSide} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,440px)] items-start gap-4 max-lg:grid-cols-1 max-md:gap-3">
        <Card aria-label="Form" className={clsx('divide-y divide-line', side === 'yaml' && 'max-md:hidden')}>
          {sweep.behind && (
            <p className="px-5 py-3 text-small text-overfitting max-md:px-3" role="status">
              The form shows the last YAML that could be read. A change here writes over the text.
            </p>
          )}
          <WhatSection {...section} />
          <DatasetSection {...section} weighing={weighing} />
          <SearchSection {...section} />
          <ParameterSections {...section} />
        </Card>
        <div
          className={clsx(
            'grid min-w-0 gap-4 max-md:gap-3 lg:sticky lg:top-14',
            side === 'form' && 'max-md:contents',
          )}
        >
          <YamlEditor sweep={sweep} className={side === 'form' ? 'max-md:hidden' : ''} />
          <CostPanel weighing={weighing} />
        </div>
      </div>
      <LaunchBar sweep={sweep} weighing={weighing} />
    </>
  );
}
