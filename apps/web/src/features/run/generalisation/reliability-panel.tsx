'use client';

import type { Generalisation } from '@tenbin/contracts';
import { useState } from 'react';
import { Panel } from '../../../ui/card.tsx';
import { Segments } from '../../../ui/segments.tsx';
import { calibrationInWords } from './in-words.ts';
import { ReliabilityDiagram } from './reliability-diagram.tsx';

const options = [
  { value: 'best', label: 'best' },
  { value: 'last', label: 'last' },
] as const;

/** Whether a network that says 0.9 is right nine times of ten. */
export function ReliabilityPanel({ generalisation: { best, last } }: { generalisation: Generalisation }) {
  const [weights, setWeights] = useState<'best' | 'last'>('best');
  const shown = (weights === 'best' ? best : last) ?? best ?? last;
  if (shown === null) return null;
  return (
    <Panel
      title="Calibration"
      note={`${shown === best ? 'best' : 'last'} epoch ${shown.epoch}, validation images`}
      className="col-span-6 max-lg:col-span-6 max-md:col-span-1"
      actions={
        best !== null &&
        last !== null && <Segments label="Weights" value={weights} options={options} onChange={setWeights} />
      }
    >
      <ReliabilityDiagram bins={shown.reliability} />
      <p className="mt-3 max-w-[64ch] text-pretty text-text-2">{calibrationInWords(shown)}</p>
    </Panel>
  );
}
