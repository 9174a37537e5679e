import { expect, test } from 'vitest';
import { curveEpochs, placeInTable, settingsInTable } from './curve-space.ts';
import { readCurves } from './curve-table.ts';
import { firstOverfitting } from './overfit-rows.ts';
import { studyOf } from './pruning-rows.ts';
import { simulate } from './simulate.ts';

test('the recorded table has a run of every setting, at its place', async () => {
  const { runs } = await readCurves();
  const settings = settingsInTable();
  expect(settings.map((setting) => placeInTable(setting))).toEqual([...settings.keys()]);
  expect(runs).toHaveLength(settings.length);
  expect(runs.every(({ val_accuracy }) => val_accuracy.length <= curveEpochs)).toBe(true);
  expect(runs.some((run) => firstOverfitting(run) < curveEpochs)).toBe(true);
  expect(() => placeInTable({ ...settings[0], batchSize: 17 })).toThrow('batchSize 17 was not recorded');
});

test('workers take turns, and only a trial that trained to its end counts as found', () => {
  const flat = settingsInTable().map((_, place) => Array<number>(curveEpochs).fill(place));
  const whole = simulate(studyOf('random', 'none', 1), flat, { workers: 4, budget: 4 * curveEpochs });
  expect(whole[0]?.epochs).toBe(4 * curveEpochs - 3);
  const alone = simulate(studyOf('random', 'none', 1), flat, { workers: 1, budget: 4 * curveEpochs });
  expect(alone[0]?.epochs).toBe(curveEpochs);
  expect(simulate(studyOf('random', 'none', 1), flat, { workers: 4, budget: 4 * curveEpochs - 4 })).toEqual(
    [],
  );
  const better = alone.map(({ value }) => value);
  expect(better.toSorted((a, b) => a - b)).toEqual(better);
});

test('a pruned trial gives its epochs to others, so the same budget finds as much', () => {
  const flat = settingsInTable().map((_, place) => Array<number>(curveEpochs).fill(place));
  const budget = { workers: 4, budget: 30 * curveEpochs };
  const last = (pruner: 'none' | 'asha') =>
    simulate(studyOf('random', pruner, 1), flat, budget).at(-1)?.value ?? 0;
  expect(last('asha')).toBeGreaterThan(last('none'));
});
