'use client';

import { useQueries } from '@tanstack/react-query';
import type { ConfusionMatrix, RunRow } from '@tenbin/contracts';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { ConfusionTable, matrixModes } from '../../matrix/confusion-table.tsx';
import type { MatrixMode } from '../../matrix/confusion-table.tsx';
import { DifferenceTable } from '../../matrix/difference-table.tsx';
import { mistakesOf } from '../../matrix/mistakes.ts';
import { useTRPC } from '../../trpc/client.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/card.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Letter } from './letters.tsx';

const cellHeight = 60;
/** Matrices at first: each is asked for with all of its run. */
const atFirst = 12;

/** Confusion matrices at the best epochs side by side; the first two also as a difference. */
export function MatricesPanel({ runs: all }: { runs: readonly RunRow[] }) {
  const trpc = useTRPC();
  const [mode, setMode] = useState<MatrixMode>('counts');
  const [whole, setWhole] = useState(false);
  const runs = whole ? all : all.slice(0, atFirst);
  const details = useQueries({ queries: runs.map(({ id }) => trpc.runs.get.queryOptions({ id })) });
  const matrices = runs.map((_, index) => {
    const confusion = details[index]?.data?.confusion ?? [];
    return (confusion.find(({ weights }) => weights === 'best') ?? confusion[0])?.matrix ?? null;
  });
  const [a, b] = matrices;
  const pair = a && b && sameClasses(a, b) ? { a, b } : null;
  return (
    <Panel
      title="Confusion matrices"
      note="best epoch, validation images"
      className="col-span-12 max-lg:col-span-1"
      actions={<Segments label="Figures" value={mode} options={matrixModes} onChange={setMode} />}
    >
      <div className="grid grid-cols-3 gap-8 pt-1 max-lg:grid-cols-2 max-md:grid-cols-1 max-md:gap-6">
        {runs.map((run, index) => {
          const matrix = matrices[index];
          const tile = (
            <Tile key={run.id} title={`${run.name} #${run.id}`} index={index}>
              {matrix ? (
                <ConfusionTable
                  matrix={matrix}
                  mode={mode}
                  name={`Confusion matrix of ${run.name} #${run.id}`}
                  height={cellHeight}
                />
              ) : (
                <p className="py-2 text-text-3">
                  {details[index]?.isLoading ? 'Loading' : 'Not counted: it is when a run ends.'}
                </p>
              )}
            </Tile>
          );
          return index === 1 && pair ? [tile, <Difference key="difference" {...pair} />] : tile;
        })}
      </div>
      {runs.length < all.length && (
        <Button className="mt-4" size="small" onClick={() => setWhole(true)}>
          Show those of all {all.length} runs
        </Button>
      )}
      {pair && <p className="mt-3 text-text-2">{comparisonInWords(pair.a, pair.b)}</p>}
    </Panel>
  );
}

function Tile({ title, index, children }: { title: ReactNode; index: number; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 flex items-center gap-2 font-name">
        <Letter index={index} />
        <span className="truncate">{title}</span>
      </h3>
      {children}
    </div>
  );
}

function Difference({ a, b }: { a: ConfusionMatrix; b: ConfusionMatrix }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 font-name">
        A − B <span className="text-small font-normal text-text-3">outlined cells are the correct ones</span>
      </h3>
      <DifferenceTable a={a} b={b} height={cellHeight} />
      <div
        aria-hidden
        className="mt-2.5 mb-1 h-2 rounded-[2px]"
        style={{ background: 'linear-gradient(90deg in oklab, var(--div-b), var(--div-0), var(--div-a))' }}
      />
      <p className="flex justify-between text-small text-text-3">
        <span>more in B</span>
        <span>same</span>
        <span>more in A</span>
      </p>
    </div>
  );
}

function comparisonInWords(a: ConfusionMatrix, b: ConfusionMatrix): string {
  const [first, second] = [mistakesOf(a), mistakesOf(b)];
  const fewer = second.total - first.total;
  if (fewer === 0) return `A and B make the same number of mistakes, ${first.total}.`;
  const [better, worse] = fewer > 0 ? ['A', 'B'] : ['B', 'A'];
  const [low, high] = [Math.min(first.total, second.total), Math.max(first.total, second.total)];
  return `${better} makes ${Math.abs(fewer)} fewer mistakes than ${worse} (${low} against ${high}).`;
}

function sameClasses(a: ConfusionMatrix, b: ConfusionMatrix): boolean {
  return a.classes.length === b.classes.length && a.classes.every((name, index) => name === b.classes[index]);
}
