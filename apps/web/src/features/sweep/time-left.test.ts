import type { SweepRow } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { runRow } from '../../runs/run-row.fixture.ts';
import { sweepRow } from '../../sweeps/sweep-row.fixture.ts';
import { secondsLeft } from './time-left.ts';

const sweep = (queued: number, running: number, fields: Partial<SweepRow> = {}): SweepRow =>
  sweepRow(fields, { finished: 1, running, queued });
const finished = runRow({ startedAt: 0, endedAt: 40_000 });
const half = runRow({ id: 2, status: 'running', epoch: 6, endedAt: null });

describe('the time left of a sweep', () => {
  it('shares what is queued and under way among the trials that run at once', () => {
    expect(secondsLeft(sweep(4, 2), [finished, half, half], 0)).toBe((4 * 40 + 2 * 20) / 2);
  });

  it('is at least what the longest trial under way needs', () => {
    const fresh = runRow({ status: 'running', epoch: 0, endedAt: null });
    expect(secondsLeft(sweep(0, 2), [finished, half, fresh], 0)).toBe(40);
  });

  it('is unknown before the first trial has finished or while none runs', () => {
    expect(secondsLeft(sweep(4, 1), [half], 0)).toBeNull();
    expect(secondsLeft(sweep(4, 0), [finished], 0)).toBeNull();
    expect(secondsLeft(sweep(4, 1, { status: 'paused' }), [finished, half], 0)).toBeNull();
  });

  it('counts the trials that were pruned, and ends with the hours of the budget', () => {
    const pruned = runRow({ status: 'pruned', startedAt: 0, endedAt: 20_000 });
    expect(secondsLeft(sweep(4, 1), [finished, pruned, half], 0)).toBe(4 * 30 + 15);
    const hours = 100 / 3600;
    expect(secondsLeft(sweep(4, 1, { budget: { hours } }), [finished, half], 60_000)).toBeCloseTo(40 + 40);
  });
});
