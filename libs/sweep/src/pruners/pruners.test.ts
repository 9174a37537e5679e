import type { EarlyTermination } from '@tenbin/contracts';
import { earlyTermination, prunerNames } from '@tenbin/contracts';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { bestUpTo, lossAt } from './losses.ts';
import type { LearningCurve, PruneRequest } from './pruner.ts';
import { pruneReason } from './pruners.ts';

const epochs = 12;
const loss = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 40 }).map((tenths) => tenths / 10) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity) },
);
const state = fc.constantFrom<LearningCurve['state'][]>('running', 'complete', 'pruned', 'failed');
const curve = fc
  .record({ losses: fc.array(loss, { minLength: 1, maxLength: epochs }), state })
  // A trial that is complete has trained to its end.
  .map(({ losses, state: ended }) => ({
    losses,
    state: ended === 'complete' && losses.length < epochs ? ('pruned' as const) : ended,
  }));
const whole = fc.record({
  losses: fc.array(loss, { minLength: epochs, maxLength: epochs }),
  state: fc.constant('complete' as const),
});

/** Any moment of a study of up to fourteen trials. */
function requests(type: EarlyTermination['type']): fc.Arbitrary<PruneRequest> {
  return fc.record({
    rule: rules(type),
    own: fc.record({
      id: fc.constant(1),
      losses: fc.array(loss, { minLength: 1, maxLength: epochs - 1 }),
      state: fc.constant('running' as const),
    }),
    others: fc
      .array(fc.oneof(curve, whole), { maxLength: 13 })
      .map((curves) => curves.map((each, index) => ({ ...each, id: index + 2 }))),
    epochs: fc.constant(epochs),
    verdict: fc.option(
      fc.record({
        state: fc.constantFrom('overfitting', 'healthy', 'diverged'),
        detectedAtEpoch: fc.constant(1),
      }),
      { nil: undefined },
    ),
    goal: fc.record({
      direction: fc.constantFrom('minimize' as const, 'maximize' as const),
      metric: fc.constant('val_loss'),
    }),
  });
}

function rules(type: EarlyTermination['type']): fc.Arbitrary<EarlyTermination> {
  const minEpochs = fc.integer({ min: 1, max: 4 });
  const given = {
    none: fc.record({}),
    median: fc.record({ minEpochs, minTrials: fc.integer({ min: 1, max: 6 }) }),
    percentile: fc.record({
      minEpochs,
      minTrials: fc.integer({ min: 1, max: 6 }),
      percentile: fc.integer({ min: 1, max: 99 }),
    }),
    asha: fc.record({ minEpochs, reduction: fc.constantFrom(2, 2.5, 3, 4) }),
    hyperband: fc.record({ minEpochs, reduction: fc.constantFrom(2, 2.5, 3, 4) }),
    overfit: fc.record({ minEpochs }),
  }[type];
  return given.map((fields) => earlyTermination.parse({ type, ...fields }));
}

describe.each(prunerNames)('the rule %s', (type) => {
  const any = requests(type);
  const holds = (property: (request: PruneRequest) => void) =>
    fc.assert(fc.property(any, property), { numRuns: 400 });

  it('ends no trial before its minEpochs, nor after its last epoch', () => {
    holds((request) => {
      const { rule, own } = request;
      const least = 'minEpochs' in rule ? rule.minEpochs : epochs;
      const early = { ...own, losses: own.losses.slice(0, least - 1) };
      expect(pruneReason({ ...request, own: early })).toBeNull();
      expect(pruneReason({ ...request, epochs: own.losses.length })).toBeNull();
    });
  });

  it('gives the same answer to the same question, in whatever order the others are', () => {
    holds((request) => {
      const again = structuredClone({ ...request, others: request.others.toReversed() });
      expect(pruneReason(again)).toBe(pruneReason(request));
    });
  });

  it('does not end a trial where it lets a worse one go on', () => {
    fc.assert(
      fc.property(any, fc.array(loss, { minLength: epochs, maxLength: epochs }), (request, gains) => {
        fc.pre(pruneReason(request) === null);
        const better = request.own.losses.map((each, index) => betterBy(each, gains[index]));
        expect(pruneReason({ ...request, own: { ...request.own, losses: better } })).toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  it('lets a trial with nothing to compare it with go on, unless it is known to overfit', () => {
    holds((request) => {
      const own = { ...request.own, losses: request.own.losses.map((each) => betterBy(each, 0)) };
      const verdict = { state: 'healthy', detectedAtEpoch: null } as const;
      expect(pruneReason({ ...request, own, verdict, others: [] })).toBeNull();
    });
  });

  it('says in a sentence after how many epochs it ended the trial', () => {
    holds((request) => {
      const reason = pruneReason(request);
      const done = request.own.losses.length;
      const words = reason === null ? null : `${type}: after ${done} epoch${done > 1 ? 's ' : ' '}`;
      expect(reason?.slice(0, words?.length) ?? null).toBe(words);
    });
  });
});

/** A loss that is not worse: a number where there was none. */
function betterBy(each: number, gain = 0): number {
  const number = Number.isFinite(each) ? each : 4;
  return Number.isFinite(gain) ? number - gain : number;
}

test.each(['median', 'percentile', 'asha', 'hyperband'] as const)(
  '%s never ends the best trial so far',
  (type) => {
    fc.assert(
      fc.property(requests(type), (request) => {
        const { own, others } = request;
        const epoch = own.losses.length;
        const measure = (one: LearningCurve) =>
          type === 'asha' || type === 'hyperband' ? lossAt(one, epoch) : bestUpTo(one, epoch);
        const rivals = others.filter(({ losses }) => losses.length >= epoch);
        fc.pre(measure(own) < Infinity && rivals.every((rival) => measure(own) <= measure(rival)));
        expect(pruneReason(request)).toBeNull();
      }),
      { numRuns: 400 },
    );
  },
);

test.each(['median', 'percentile', 'asha', 'hyperband'] as const)(
  '%s ends a trial that has been no number from the start, once there is something to compare it with',
  (type) => {
    const rule = earlyTermination.parse({ type, minEpochs: 2 });
    const goal = { direction: 'maximize', metric: 'val_accuracy' } as const;
    const others = Array.from({ length: 20 }, (_, index): LearningCurve => {
      return { id: index + 2, losses: Array<number>(epochs).fill(-index), state: 'complete' };
    });
    // In Hyperband's last bracket a trial is trained to its end: trial 1 is in another one.
    const own: LearningCurve = { id: 1, losses: [NaN, NaN], state: 'running' };
    const request = {
      rule,
      own,
      others,
      epochs: 27,
      verdict: { state: 'diverged', detectedAtEpoch: 1 },
      goal,
    } as const;
    const at = (length: number) => ({ ...own, losses: Array<number>(length).fill(NaN) });
    const answers = Array.from({ length: 26 }, (_, index) =>
      pruneReason({ ...request, own: at(index + 1) }),
    ).filter((answer) => answer !== null);
    expect(answers[0]).toMatch(/val_accuracy (is no number|has been no number at all)/);
  },
);

test.each(['none', 'overfit'] as const)('%s lets a trial that has diverged go on', (type) => {
  const rule = earlyTermination.parse({ type });
  const own: LearningCurve = { id: 1, losses: [1, NaN], state: 'running' };
  const request = {
    rule,
    own,
    others: [],
    epochs,
    verdict: { state: 'diverged', detectedAtEpoch: 1 },
    goal: { direction: 'minimize' },
  } as const;
  expect(pruneReason(request)).toBeNull();
});
