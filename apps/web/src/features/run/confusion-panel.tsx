'use client';

import type { RunDetail } from '@tenbin/contracts';
import { useState } from 'react';
import { scoresOf } from '@tenbin/metrics';
import { count, counted } from '../../format/number.ts';
import { ConfusionTable, matrixModes } from '../../matrix/confusion-table.tsx';
import type { MatrixMode } from '../../matrix/confusion-table.tsx';
import { mistakesInWords } from '../../matrix/mistakes.ts';
import { isOpen } from '../../runs/facts.ts';
import { Panel } from '../../ui/card.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ClassScoresTable } from './class-scores-table.tsx';

const weightsOptions = [
  { value: 'best', label: 'best' },
  { value: 'last', label: 'last' },
] as const;

/** The confusion matrix of the best or the last weights, and the scores of each class. */
export function ConfusionPanel({ run }: { run: RunDetail }) {
  const { confusion } = run;
  const [mode, setMode] = useState<MatrixMode>('counts');
  const [weights, setWeights] = useState<'best' | 'last'>('best');
  const shown = confusion.find((each) => each.weights === weights) ?? confusion[0];
  const wide = 'col-span-6 max-lg:col-span-6 max-md:col-span-1';
  if (!shown) {
    return (
      <Panel title="Confusion matrix" className="col-span-12 max-lg:col-span-6 max-md:col-span-1">
        <p className="py-2 text-text-3">
          {isOpen(run) ? 'It is counted when the run ends.' : 'The run ended before it was counted.'}
        </p>
      </Panel>
    );
  }
  const { matrix, epoch } = shown;
  const scores = scoresOf(matrix);
  const note = `${shown.weights} epoch ${epoch}`;
  return (
    <>
      <Panel
        title="Confusion matrix"
        note={`${note}, ${counted(scores.total, 'image')}`}
        className={wide}
        actions={
          <>
            {confusion.length > 1 && (
              <Segments
                label="Weights"
                value={shown.weights}
                options={weightsOptions}
                onChange={setWeights}
              />
            )}
            <Segments label="Figures" value={mode} options={matrixModes} onChange={setMode} />
          </>
        }
      >
        <ConfusionTable matrix={matrix} mode={mode} height={72} />
        <p className="mt-2.5 text-small text-text-3">{mistakesInWords(matrix)}</p>
      </Panel>
      <Panel title="Per class" note={`validation, ${note}`} className={wide}>
        <ClassScoresTable scores={scores} />
        <p className="mt-2.5 text-small text-text-3">
          {count(Math.round(scores.accuracy * scores.total))} of {counted(scores.total, 'image')} are right.
        </p>
      </Panel>
    </>
  );
}
