import type { EarlyTermination } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { asha } from './asha.ts';
import { bracketOf, hyperband } from './hyperband.ts';
import type { LearningCurve } from './pruner.ts';
import { rungAt } from './rungs.ts';

type Rule<Type> = Extract<EarlyTermination, { type: Type }>;

const goal = { direction: 'maximize', metric: 'val_accuracy' } as const;
const rest = { epochs: 27, verdict: undefined, goal };
const rule: Rule<'asha'> = { type: 'asha', minEpochs: 1, reduction: 3 };

/** A trial that has had the same accuracy at every epoch. */
function flat(id: number, accuracy: number, epochs: number): LearningCurve {
  return { id, losses: Array<number>(epochs).fill(-accuracy), state: 'running' };
}

test('rungs stand at the first and at each reduction of it, in whole epochs', () => {
  const at = (first: number, reduction: number) =>
    [1, 2, 3, 4, 8, 9, 26, 27].map((epoch) => rungAt({ first, reduction }, epoch));
  expect(at(1, 3)).toEqual([1, 1, 3, 3, 3, 9, 9, 27]);
  expect(at(2, 2)).toEqual([0, 2, 2, 4, 8, 8, 16, 16]);
  // 1, 2.5, 6.25, 15.6
  expect(at(1, 2.5)).toEqual([1, 1, 3, 3, 7, 7, 16, 16]);
});

test('at a rung a trial goes on when it is among the best third of all that reached it, whatever became of them', () => {
  const others: LearningCurve[] = [
    flat(1, 0.9, 27),
    { ...flat(2, 0.8, 9), state: 'pruned' },
    { ...flat(3, 0.7, 3), state: 'failed' },
    { ...flat(4, 0.6, 5), state: 'complete' },
    flat(5, 0.5, 3),
    flat(6, 0.99, 2),
  ];
  expect(asha({ ...rest, rule, others, own: flat(7, 0.81, 3) })).toBeNull();
  expect(asha({ ...rest, rule, others, own: flat(7, 0.75, 3) })).toBe(
    'asha: after 3 epochs val_accuracy 0.75 is the 3rd best of 6 trials, of which 2 may go on',
  );
  expect(asha({ ...rest, rule, others, own: flat(7, 0.1, 2) })).toBeNull();
});

test('of the first trials at a rung the best so far goes on', () => {
  expect(asha({ ...rest, rule, others: [], own: flat(1, 0.1, 1) })).toBeNull();
  expect(asha({ ...rest, rule, others: [flat(1, 0.1, 1)], own: flat(2, 0.2, 1) })).toBeNull();
  expect(asha({ ...rest, rule, others: [flat(1, 0.1, 1)], own: flat(2, 0.05, 1) })).toBe(
    'asha: after 1 epoch val_accuracy 0.05 is the 2nd best of 2 trials, of which 1 may go on',
  );
});

test('a value that is no number is the worst', () => {
  const lost = flat(2, NaN, 1);
  expect(asha({ ...rest, rule, others: [lost], own: flat(1, 0.01, 1) })).toBeNull();
  expect(asha({ ...rest, rule, others: [], own: lost })).toBe(
    'asha: after 1 epoch val_accuracy is no number',
  );
});

const bands: Rule<'hyperband'> = { ...rule, type: 'hyperband' };

/** Ids of the first trials of a bracket. */
function members(bracket: number): number[] {
  return Array.from({ length: 200 }, (_, index) => index + 1).filter(
    (id) => bracketOf(id, bands, 27) === bracket,
  );
}

test('brackets get the shares of the paper: 27, 12, 6 and 4 of 49 trials at 27 epochs', () => {
  for (const [bracket, share] of [27, 12, 6, 4].entries()) {
    const trials = Array.from({ length: 4900 }, (_, index) => bracketOf(index + 1, bands, 27));
    const part = trials.filter((each) => each === bracket).length;
    expect(Math.abs(part - share * 100)).toBeLessThan(5);
    // Also of the first few trials.
    const early = trials.slice(0, 49).filter((each) => each === bracket).length;
    expect(Math.abs(early - share)).toBeLessThan(3);
  }
});

test('a bracket has its first rung at a reduction more than the one before, and compares its own trials only', () => {
  const [best = 0, own = 0] = members(1);
  const [foreign = 0] = members(0);
  const ask = (epochs: number, others: LearningCurve[]) =>
    hyperband({ ...rest, rule: bands, own: flat(own, 0.5, epochs), others });
  expect(ask(1, [flat(best, 0.9, 27)])).toBeNull();
  expect(ask(3, [flat(foreign, 0.9, 27)])).toBeNull();
  expect(ask(3, [flat(best, 0.9, 27)])).toBe(
    'hyperband: after 3 epochs val_accuracy 0.5 is the 2nd best of 2 trials, of which 1 may go on (bracket 2 of 4)',
  );
  const [free = 0] = members(3);
  const all = members(3).map((id) => flat(id, 0.9, 27));
  const answers = Array.from({ length: 26 }, (_, index) =>
    hyperband({ ...rest, rule: bands, own: flat(free, 0.1, index + 1), others: all }),
  );
  expect(answers).toEqual(Array(26).fill(null));
});
