import { describe, expect, it } from 'vitest';
import { runRow } from './run-row.fixture.ts';
import { standingOf, wordsFor } from './standing.ts';
import { tiltOf } from './balance.tsx';

const { verdict } = runRow();
const judged = verdict && { ...verdict, state: 'overfitting' as const };

describe('the standing of a run', () => {
  it('is its verdict, so far while it runs', () => {
    expect(wordsFor(runRow({ verdict: judged }))).toBe('overfitting');
    expect(wordsFor(runRow({ status: 'running', verdict: judged }))).toBe('overfitting so far');
  });

  it('is running while there is no trend yet', () => {
    const unclear = verdict && { ...verdict, state: 'unclear' as const };
    expect(standingOf(runRow({ status: 'running', verdict: null }))).toBe('running');
    expect(wordsFor(runRow({ status: 'running', verdict: unclear }))).toBe('running');
  });

  it.each(['queued', 'paused', 'pruned', 'failed', 'crashed', 'canceled'] as const)(
    'says %s in place of a verdict',
    (status) => {
      expect(wordsFor(runRow({ status, verdict: judged }))).toBe(status);
    },
  );
});

describe('the balance', () => {
  it('is level up to 0.1, tilts to 24° at 0.9, and no further', () => {
    expect([tiltOf(-1), tiltOf(0.1), tiltOf(0.5), tiltOf(0.9), tiltOf(Infinity), tiltOf(NaN)]).toEqual([
      0, 0, 12, 24, 24, 0,
    ]);
  });
});
