import { expect, test } from 'vitest';
import { wilson } from '../statistics/wilson.ts';
import { crossOf } from './cross-of.ts';
import { runOf } from './runs.fixture.ts';

const runs = [16, 64].flatMap((batchSize) =>
  ['adam', 'sgd'].flatMap((optimizer) =>
    [10, 20].flatMap((epochs) =>
      [1, 2].map((seed) =>
        runOf(batchSize * 1000 + epochs * 10 + seed + (optimizer === 'adam' ? 500 : 0), {
          parameters: { batchSize, optimizer, epochs },
          state: batchSize === 16 && optimizer === 'adam' ? 'overfitting' : 'healthy',
          accuracy: 0.8 + epochs / 1000 + seed / 100,
          seconds: (epochs * 640) / batchSize,
        }),
      ),
    ),
  ),
);

test('two parameters make a map, over all values of the others', () => {
  const { rows, columns, slices, cells } = crossOf(runs, ['optimizer', 'batchSize'], 'overfitRate');
  expect(rows.map(({ value }) => value)).toEqual(['adam', 'sgd']);
  expect(columns.map(({ value }) => value)).toEqual([16, 64]);
  expect(slices).toHaveLength(1);
  expect(cells.map(({ row, column, mean, size }) => [row, column, mean, size])).toEqual([
    [0, 0, 1, 4],
    [0, 1, 0, 4],
    [1, 0, 0, 4],
    [1, 1, 0, 4],
  ]);
  expect(cells[0]?.interval).toEqual(wilson(4, 4));
});

test('a third one cuts it into slices', () => {
  const { slices, cells } = crossOf(runs, ['optimizer', 'batchSize', 'epochs'], 'accuracy');
  expect(slices.map(({ value }) => value)).toEqual([10, 20]);
  expect(cells).toHaveLength(8);
  expect(cells[0]?.mean).toBeCloseTo(0.825, 12);
  expect(cells[4]).toMatchObject({ row: 0, column: 0, slice: 1, size: 2 });
  expect(cells[4]?.mean).toBeCloseTo(0.835, 12);
  const seconds = crossOf(runs, ['optimizer', 'batchSize', 'epochs'], 'seconds').cells;
  expect(seconds.map(({ mean }) => mean)).toEqual([400, 100, 400, 100, 800, 200, 800, 200]);
});

test('a cell that no run is in stays, without a mean', () => {
  const some = runs.filter(
    ({ config: { parameters } }) => parameters.batchSize === 16 || parameters.optimizer === 'sgd',
  );
  const { cells } = crossOf(some, ['optimizer', 'batchSize'], 'gap');
  expect(cells[1]).toMatchObject({ row: 0, column: 1, size: 0, mean: NaN, runIds: [] });
  expect(crossOf([], ['optimizer', 'batchSize'], 'gap').cells).toEqual([]);
});

test('numbers that differ from run to run are binned', () => {
  const many = Array.from({ length: 60 }, (_, at) =>
    runOf(at, { parameters: { l2: at / 100, optimizer: at % 2 === 0 ? 'adam' : 'sgd' }, gap: at }),
  );
  const { columns, cells } = crossOf(many, ['optimizer', 'l2'], 'gap');
  expect(columns).toHaveLength(6);
  expect(columns[0]?.label).toBe('0–0.09');
  expect(cells[0]).toMatchObject({ size: 5, mean: 4 });
});
