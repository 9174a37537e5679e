import { sweepSpec } from '@tenbin/contracts';
import type { Goal, TrialRow } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { runRow } from '../../runs/run-row.fixture.ts';
import { axesOf, bestCell, heatCells, inSlice } from './heat.ts';
import { varyingOf } from '../../sweeps/varying.ts';
import type { Varying } from '../../sweeps/varying.ts';

const goal: Goal = { metric: 'val_accuracy', direction: 'maximize' };
const optimizer: Varying = { name: 'optimizer', values: ['sgd', 'adam'] };
const batchSize: Varying = { name: 'batchSize', values: [64, 16] };

function run(
  id: number,
  setting: { optimizer: 'sgd' | 'adam'; batchSize: number },
  accuracy: number,
): TrialRow {
  const base = runRow();
  const metrics = { epoch: 9, loss: 0.2, val_loss: 0.4, accuracy: 0.9, val_accuracy: accuracy };
  const config = { ...base.config, parameters: { ...base.config.parameters, ...setting } };
  return runRow({ id, config, best: metrics, startedAt: 0, endedAt: 10_000 * id });
}

const runs = [
  run(1, { optimizer: 'sgd', batchSize: 16 }, 0.8),
  run(2, { optimizer: 'sgd', batchSize: 16 }, 0.9),
  run(3, { optimizer: 'adam', batchSize: 64 }, 0.88),
];

describe('the heat map', () => {
  it('puts numbers across and words down', () => {
    expect(axesOf([batchSize, optimizer])).toEqual({ row: 'optimizer', column: 'batchSize' });
    expect(axesOf([optimizer, batchSize])).toEqual({ row: 'optimizer', column: 'batchSize' });
    expect(axesOf([optimizer])).toBeNull();
  });

  it('maps a range by the values that its runs have, as long as they are few', () => {
    const spec = sweepSpec.parse({
      name: 'a',
      dataset: { path: 'b' },
      method: 'tpe',
      budget: { trials: 20 },
      parameters: { batchSize: { min: 1, max: 64 }, optimizer: { values: ['sgd', 'adam'] } },
    });
    const names = (some: TrialRow[]) =>
      varyingOf(spec, some).map(({ name, values }) => [name, values.length]);
    expect(names(runs)).toEqual([['optimizer', 2]]);
    expect(names([...runs, ...runs])).toEqual([
      ['optimizer', 2],
      ['batchSize', 2],
    ]);
    const many = Array.from({ length: 40 }, (_, index) =>
      run(index, { optimizer: 'sgd', batchSize: (index % 13) + 1 }, 0.5),
    );
    expect(names(many)).toEqual([['optimizer', 2]]);
    expect(names([])).toEqual([['optimizer', 2]]);
  });

  it('averages the runs of a setting and leaves settings without a run empty', () => {
    const cells = heatCells(runs, optimizer, batchSize, 'goal', goal);
    expect(cells.map(({ row, column, size }) => [row, column, size])).toEqual([
      ['sgd', 16, 2],
      ['sgd', 64, 0],
      ['adam', 16, 0],
      ['adam', 64, 1],
    ]);
    expect(cells[0]?.mean).toBeCloseTo(0.85);
    expect(cells[0]?.std).toBeCloseTo(0.0707, 3);
    expect(cells[1]?.mean).toBeNull();
  });

  it('outlines the best by the direction of the goal', () => {
    const cells = heatCells(runs, optimizer, batchSize, 'goal', goal);
    expect(bestCell(cells, goal)?.row).toBe('adam');
    expect(bestCell(cells, { ...goal, direction: 'minimize' })?.row).toBe('sgd');
    expect(bestCell([], goal)).toBeNull();
  });

  it('knows seconds a run, of those that were trained to their end', () => {
    const pruned = runRow({ ...run(9, { optimizer: 'sgd', batchSize: 16 }, 0.5), status: 'pruned' });
    const [cell] = heatCells([...runs, pruned], optimizer, batchSize, 'time', goal);
    expect(cell?.mean).toBe(15);
    expect(heatCells([...runs, pruned], optimizer, batchSize, 'overfit', goal)[0]?.size).toBe(3);
  });

  it('shows the gap at the end of the runs that have one, over all of their epochs or at one number of them', () => {
    const long = (id: number, valLoss: number): TrialRow => {
      const own = run(id, { optimizer: 'sgd', batchSize: 16 }, 0.8);
      const parameters = { ...own.config.parameters, epochs: 40 };
      const last = { epoch: 40, loss: 0.1, val_loss: valLoss, accuracy: 0.9, val_accuracy: 0.8 };
      return { ...own, config: { ...own.config, parameters }, last };
    };
    const all = [...runs, long(4, 0.9), { ...long(5, NaN), verdict: null }];
    const gapOf = (some: TrialRow[]) =>
      heatCells(some, optimizer, batchSize, 'gap', goal).find(
        ({ row, column }) => row === 'sgd' && column === 16,
      );
    const short = runRow().last;
    if (!short) throw new Error('the fixture has an end');
    expect(gapOf(inSlice(all, new Map([['epochs', 12]])))?.mean).toBeCloseTo(short.val_loss - short.loss);
    expect(gapOf(inSlice(all, new Map([['epochs', 40]])))).toMatchObject({ size: 1, mean: 0.8 });
    expect(gapOf(inSlice(all, new Map()))?.size).toBe(3);
  });
});
