import { expect, test } from 'vitest';
import { runRow, sweepRow } from '../../fixtures/rows.ts';
import { secondsLeft, sweepSecondsLeft } from './time-left.ts';

test('a trial needs as long for each epoch left as it took for each so far', () => {
  expect(secondsLeft(runRow(), 30_000)).toBe(70);
});

test('nothing is known before the first epoch', () => {
  expect(secondsLeft(runRow({ epoch: 0 }), 30_000)).toBeNaN();
  expect(sweepSecondsLeft(sweepRow(), [runRow({ epoch: 0 })], 30_000)).toBeNaN();
});

test('queued trials are reckoned as long as the others and shared among those that run', () => {
  const one = [runRow()];
  expect(sweepSecondsLeft(sweepRow(), one, 30_000)).toBe(70 + 5 * 100);
  const two = [runRow(), runRow({ id: 2, trial: 2 })];
  const sweep = sweepRow({ counts: { ...sweepRow().counts, queued: 4, running: 2 } });
  expect(sweepSecondsLeft(sweep, two, 30_000)).toBe((2 * 70 + 4 * 100) / 2);
});

test('a sweep never takes less than its longest trial', () => {
  const counts = { ...sweepRow().counts, queued: 0, running: 2 };
  const runs = [runRow({ epoch: 9 }), runRow({ id: 2, epoch: 1 })];
  expect(sweepSecondsLeft(sweepRow({ counts }), runs, 30_000)).toBe(270);
});
