'use client';

import type { ParameterEffect } from '@tenbin/metrics';
import { useState } from 'react';
import { counted } from '../format/number.ts';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/card.tsx';
import { Segments } from '../ui/segments.tsx';
import { EffectRows } from './effect-rows.tsx';
import { rangeOf } from './measures.ts';
import type { Measure } from './measures.ts';

/** Parameters in sight at first, the strongest. */
const atFirst = 3;

const notes: Record<Measure, string> = {
  rate: 'overfit rate, 90 % interval',
  gap: 'val_loss − loss at the end, 90 % interval',
  accuracy: 'best val_accuracy, 90 % interval',
};

/** How runs differ by the value of each parameter that varies, the strongest first. */
export function EffectsPanel({
  effects,
  className,
}: {
  effects: readonly ParameterEffect[];
  className: string;
}) {
  const [measure, setMeasure] = useState<Measure>('rate');
  const [open, setOpen] = useState(false);
  const shown = open ? effects : effects.slice(0, atFirst);
  const range = rangeOf(effects, measure);
  return (
    <Panel
      title="Which settings cause it"
      note={notes[measure]}
      className={className}
      actions={
        effects.length > 0 && (
          <Segments
            label="Compared by"
            value={measure}
            onChange={setMeasure}
            options={[
              { value: 'rate', label: 'overfit' },
              { value: 'gap', label: 'gap' },
              { value: 'accuracy', label: 'accuracy' },
            ]}
          />
        )
      }
    >
      {effects.length === 0 && (
        <p className="py-2 text-text-3">
          No parameter varies among the runs, so nothing can be compared. Try two values of one.
        </p>
      )}
      <div className="grid gap-4">
        {shown.map((effect) => (
          <EffectRows key={effect.name} effect={effect} measure={measure} range={range} />
        ))}
      </div>
      {effects.length > atFirst && (
        <Button
          size="small"
          look="quiet"
          className="mt-3 -ml-2"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Show the strongest' : `Show all ${counted(effects.length, 'parameter')}`}
        </Button>
      )}
    </Panel>
  );
}
