'use client';

import { TriangleAlert } from 'lucide-react';
import { bytes, count, short } from '../../format/number.ts';
import type { Cost } from '../../sweeps/costs.ts';
import { Panel } from '../../ui/card.tsx';
import { Cell, HeadCell, PlainTable, RowHead } from '../../ui/plain-table.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import type { Weighing } from './use-weighing.ts';

/** What each model takes at each batch size, and what the machine has. */
export function CostPanel({ weighing: { costs, tooLarge, memoryBytes } }: { weighing: Weighing }) {
  if (costs.length === 0) return null;
  return (
    <Panel
      title="What it takes"
      note={memoryBytes === null ? undefined : `this machine has ${bytes(memoryBytes)}`}
    >
      <ScrollRegion label="What it takes, scrolls sideways">
        <PlainTable aria-label="What it takes" className="text-small">
          <thead>
            <tr>
              <HeadCell className="pl-0!">model</HeadCell>
              <HeadCell numeric>batch</HeadCell>
              <HeadCell numeric className="max-md:hidden">
                input
              </HeadCell>
              <HeadCell numeric>parameters</HeadCell>
              <HeadCell numeric title="floating-point operations of a forward pass of one image">
                FLOPs
              </HeadCell>
              <HeadCell numeric className="pr-0!">
                memory
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {costs.map((cost) => (
              <Row key={`${cost.model} ${cost.batchSize}`} cost={cost} large={tooLarge.includes(cost)} />
            ))}
          </tbody>
        </PlainTable>
      </ScrollRegion>
      <p className="mt-2 text-small text-pretty text-text-3">
        {costs.some(({ assumed }) => assumed) &&
          'The size of the images is not known yet: ≤ is for the largest that the model takes. '}
        Parameters are all numbers in the weights; memory is for training one trial.
      </p>
    </Panel>
  );
}

function Row({ cost, large }: { cost: Cost; large: boolean }) {
  const { model, batchSize, side, assumed, description, problem } = cost;
  return (
    <tr>
      <RowHead className="pl-0! font-name!">{model}</RowHead>
      <Cell numeric>{count(batchSize)}</Cell>
      <Cell numeric className="text-text-3 max-md:hidden">
        {assumed && description ? '≤ ' : ''}
        {side}²
      </Cell>
      {description ? (
        <>
          <Cell numeric title={count(description.parameters)}>
            {short(description.parameters)}
          </Cell>
          <Cell numeric title={count(description.flops)}>
            {short(description.flops)}
          </Cell>
          <Cell numeric className={large ? 'pr-0! font-name text-diverged' : 'pr-0!'}>
            {large && (
              <TriangleAlert
                className="-mt-0.5 mr-1 inline size-3.5"
                role="img"
                aria-label="more than this machine has:"
              />
            )}
            {bytes(description.trainingBytes)}
          </Cell>
        </>
      ) : (
        <Cell colSpan={3} className="pr-0! whitespace-normal! text-diverged">
          {problem}
        </Cell>
      )}
    </tr>
  );
}
