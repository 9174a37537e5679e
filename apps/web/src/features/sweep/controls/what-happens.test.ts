import type { SweepRow } from '@tenbin/contracts';
import { expect, it } from 'vitest';
import { sweepRow } from '../../../sweeps/sweep-row.fixture.ts';
import { whatGoes, whatStops } from './what-happens.ts';

const withCounts = (counts: Partial<SweepRow['counts']>): SweepRow => sweepRow({}, counts);

it.each([
  [
    { running: 3, queued: 12 },
    '3 running trials end after their epoch, their best weights are kept; 12 trials are not begun.',
  ],
  [{ running: 1 }, '1 running trial ends after its epoch, its best weights are kept.'],
  [{ paused: 2, queued: 1 }, '2 paused trials end where they are; 1 trial is not begun.'],
])('stopping a sweep of %j says: %s', (counts, sentence) => {
  expect(whatStops(withCounts(counts))).toBe(sentence);
});

it('removing a sweep says what goes with it', () => {
  expect(whatGoes(withCounts({ running: 1, queued: 5 }))).toBe(
    'animals and its 3 runs are deleted, with curves, verdicts and weights. 1 running trial ends. This cannot be undone.',
  );
  expect(whatGoes(withCounts({ queued: 8 }))).toBe(
    'animals is deleted; it has no run yet. This cannot be undone.',
  );
});
