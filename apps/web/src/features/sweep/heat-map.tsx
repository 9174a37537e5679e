'use client';

import type { ParameterName, ParameterValue, TrialRow, SweepDetail } from '@tenbin/contracts';
import { clsx } from 'clsx';
import { useState } from 'react';
import { missing } from '../../format/number.ts';
import { parameterText } from '../../format/parameter.ts';
import { Panel } from '../../ui/card.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Select } from '../../ui/select.tsx';
import { HeatCellView, scaleOf } from './heat-cell.tsx';
import { SliceSelect } from './heat-slice.tsx';
import { axesOf, axisValues, bestCell, heatCells, inSlice } from './heat.ts';
import type { Axes, HeatKind, Slice } from './heat.ts';
import { choicesOf, varyingOf } from '../../sweeps/varying.ts';
import { specInWords } from './spec-in-words.ts';

/** px, of the column of names, and of a cell in which a figure still has room. */
const headWidth = 88;
const leastCell = 46;

/** Two varying parameters against each other, a cell for each pair of values. */
export function HeatMap({ sweep, runs }: { sweep: SweepDetail; runs: TrialRow[] }) {
  const varying = varyingOf(sweep.spec, runs);
  const [kind, setKind] = useState<HeatKind>('goal');
  const [cuts, setCuts] = useState<Slice>(new Map());
  const [picked, setPicked] = useState<Axes | null>(null);
  // A range has more values with every run, and no place in the map when it has too many.
  const held =
    picked && [picked.row, picked.column].every((axis) => varying.some(({ name }) => name === axis));
  const chosen = held ? picked : axesOf(varying);
  const rows = varying.find(({ name }) => name === chosen?.row);
  const columns = varying.find(({ name }) => name === chosen?.column);
  if (!chosen || !rows || !columns) return null;

  const others = varying.filter((each) => each !== rows && each !== columns);
  const slice = new Map([...cuts].filter(([name]) => others.some((other) => other.name === name)));
  const cells = heatCells(inSlice(runs, slice), rows, columns, kind, sweep.goal);
  const best = kind === 'goal' ? bestCell(cells, sweep.goal) : null;
  const scale = scaleOf(cells, kind, sweep.goal);
  const crowded = axisValues(columns).length > 8;
  const height = Math.min(96, Math.max(52, Math.floor(330 / axisValues(rows).length)));
  const isGrid = sweep.method === 'grid';
  const layers = others
    .filter(({ name }) => slice.has(name))
    .reduce((product, { values }) => product * values.length, 1);
  const perCell = isGrid ? sweep.total / cells.length / layers : 1;
  const empty = isGrid && sweep.counts.queued > 0 ? 'queued' : missing;
  const pick = (axis: 'row' | 'column') => (name: ParameterName) => {
    const other = axis === 'row' ? 'column' : 'row';
    // Choosing the other axis's parameter swaps the two.
    setPicked(
      name === chosen[other] ? { row: chosen.column, column: chosen.row } : { ...chosen, [axis]: name },
    );
  };

  return (
    <Panel
      title={`${columns.name} × ${rows.name}`}
      note={
        choicesOf(sweep.spec.parameters).length - slice.size > 2
          ? 'mean over the other parameters'
          : undefined
      }
      className="col-span-7 max-lg:col-span-1"
      actions={
        <Segments
          label="Figures"
          value={kind}
          onChange={setKind}
          options={[
            { value: 'goal', label: sweep.goal.metric },
            { value: 'overfit', label: 'overfit' },
            { value: 'gap', label: 'gap' },
            { value: 'time', label: 'time' },
          ]}
        />
      }
    >
      {varying.length > 2 && (
        <div className="mb-2 flex flex-wrap gap-3 text-small text-text-2">
          <Select
            label="down"
            value={rows.name}
            options={varying.map(({ name }) => name)}
            onChange={pick('row')}
          />
          <Select
            label="across"
            value={columns.name}
            options={varying.map(({ name }) => name)}
            onChange={pick('column')}
          />
          {others.map((other) => (
            <SliceSelect
              key={other.name}
              parameter={other}
              value={slice.get(other.name)}
              onChange={(value) => setCuts(cutAt(cuts, other.name, value))}
            />
          ))}
        </div>
      )}
      <div className="overflow-x-auto p-1 -m-1">
        <table
          aria-label={`Heat map, ${specInWords(sweep.spec)}`}
          className="w-full table-fixed border-separate border-spacing-0.5"
          style={{ minWidth: headWidth + leastCell * axisValues(columns).length }}
        >
          <colgroup>
            <col style={{ width: headWidth }} />
          </colgroup>
          <thead>
            <tr className="text-small text-text-3">
              <td className="pr-2 text-right text-micro">{columns.name} →</td>
              {axisValues(columns).map((value) => (
                <th
                  key={String(value)}
                  scope="col"
                  title={String(value)}
                  className={clsx('h-6 truncate font-normal', crowded && 'text-micro')}
                >
                  {parameterText(value)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {axisValues(rows).map((value) => (
              <tr key={String(value)}>
                <th scope="row" className="truncate pr-2 text-right text-small font-normal text-text-3">
                  {parameterText(value)}
                </th>
                {cells
                  .filter((cell) => cell.row === value)
                  .map((cell) => (
                    <HeatCellView
                      key={String(cell.column)}
                      cell={cell}
                      kind={kind}
                      scale={scale}
                      best={cell === best}
                      height={height}
                      expected={perCell}
                      empty={empty}
                      sweepId={sweep.id}
                      names={{ row: rows.name, column: columns.name }}
                      slice={slice}
                    />
                  ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

/** The cuts with another one of that parameter, or without one. */
function cutAt(cuts: Slice, name: ParameterName, value: ParameterValue | undefined): Slice {
  const rest = [...cuts].filter(([other]) => other !== name);
  return new Map(value === undefined ? rest : [...rest, [name, value]]);
}
