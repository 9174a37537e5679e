import { expect, it } from 'vitest';
import { earlyTermination, prunerNames } from './early-termination.ts';

it.each(prunerNames)('%s needs nothing but its name, and parses to itself once filled in', (type) => {
  const rule = earlyTermination.parse({ type });
  expect(earlyTermination.parse(rule)).toEqual(rule);
});

it('has the defaults that the papers and the field have', () => {
  expect(earlyTermination.parse({ type: 'asha' })).toEqual({ type: 'asha', minEpochs: 1, reduction: 3 });
  expect(earlyTermination.parse({ type: 'median' })).toEqual({ type: 'median', minEpochs: 1, minTrials: 5 });
  expect(earlyTermination.parse({ type: 'percentile' })).toMatchObject({ percentile: 25 });
});

it.each([
  { type: 'asha', minTrials: 3 },
  { type: 'none', minEpochs: 3 },
  { type: 'hyperband', reduction: 1 },
  { type: 'median', minEpochs: 0 },
  { type: 'percentile', percentile: 0 },
])('refuses %j: what the rule has no use for, or has no sense', (rule) => {
  expect(earlyTermination.safeParse(rule).success).toBe(false);
});
