import { verdict as verdictSchema, verdictStates } from '@tenbin/contracts';
import type { Verdict } from '@tenbin/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestEpochOf, createDetector, judge } from './detector.ts';
import { history } from './history.fixture.ts';

const anyLoss = fc.oneof(
  // The least numbers of all have no room to be scaled.
  {
    weight: 12,
    arbitrary: fc.double({ min: 0, max: 10, noNaN: true }).map((value) => (value < 1e-9 ? 0 : value)),
  },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) },
);
const anyHistory = fc
  .tuple(fc.array(anyLoss, { maxLength: 40 }), fc.array(anyLoss, { maxLength: 40 }))
  .map(([loss, valLoss]) => history(loss, valLoss));
const loss = fc.double({ min: 0.01, max: 3, noNaN: true });

describe('any history', () => {
  it('gets a verdict that its schema accepts, with epochs that exist', () => {
    fc.assert(
      fc.property(anyHistory, (curves) => {
        const verdict = judge(curves);
        expect(verdictSchema.parse(verdict)).toEqual(verdict);
        expect(verdictStates).toContain(verdict.state);
        const last = Math.max(1, curves.val_loss.length, curves.loss.length);
        const named = [verdict.onsetEpoch, verdict.detectedAtEpoch, verdict.bestEpoch];
        expect(named.every((epoch) => epoch === null || (epoch >= 1 && epoch <= last))).toBe(true);
        expect(verdict.bestEpoch).toBe(bestEpochOf(curves));
        expect(verdict.reasons.join(' ')).not.toMatch(/NaN|Infinity/);
        if (verdict.state !== 'overfitting') return;
        expect(verdict.onsetEpoch ?? Infinity).toBeLessThanOrEqual(verdict.detectedAtEpoch ?? 0);
      }),
    );
  });

  it('gets the same verdict epoch by epoch as all at once', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyLoss, anyLoss), { minLength: 1, maxLength: 40 }), (pairs) => {
        const detector = createDetector();
        let live: Verdict | undefined;
        for (const [train, validation] of pairs) live = detector.push({ loss: train, val_loss: validation });
        const whole = { loss: pairs.map(([train]) => train), val_loss: pairs.map(([, each]) => each) };
        expect(live).toEqual(judge(whole));
      }),
    );
  });

  it('gets the same state in other units of loss', () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom(0.25, 2, 1024), (curves, unit) => {
        const scaled = history(
          curves.loss.map((value) => value * unit),
          curves.val_loss.map((value) => value * unit),
        );
        const { state, pattern, detectedAtEpoch } = judge(curves);
        expect(judge(scaled)).toMatchObject({ state, pattern, detectedAtEpoch });
      }),
    );
  });

  it('is never overfitting when val_loss is a copy of loss', () => {
    fc.assert(
      fc.property(fc.array(loss, { maxLength: 60 }), (curve) => {
        expect(judge(history(curve, curve)).state).not.toBe('overfitting');
      }),
      { numRuns: 500 },
    );
  });

  it('is never overfitting when val_loss only falls', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(loss, loss), { maxLength: 60 }), (pairs) => {
        const valLoss = pairs.map(([, value]) => value).toSorted((a, b) => b - a);
        expect(
          judge(
            history(
              pairs.map(([value]) => value),
              valLoss,
            ),
          ).state,
        ).not.toBe('overfitting');
      }),
      { numRuns: 500 },
    );
  });

  it('gets the same verdict when worse epochs come before it', () => {
    const before = fc.array(fc.double({ min: 3.1, max: 9, noNaN: true }), { minLength: 1, maxLength: 30 });
    const own = fc.array(fc.tuple(loss, loss), { minLength: 12, maxLength: 40 });
    fc.assert(
      fc.property(before, own, (earlier, pairs) => {
        const [train, validation] = [pairs.map(([value]) => value), pairs.map(([, value]) => value)];
        const { state, evidence } = judge(history(train, validation));
        // Its turn comes after what the moving mean of the new epochs reaches, and its start is no part of the question.
        fc.pre((evidence.turnEpoch ?? 0) > 5 && state !== 'diverged');
        const longer = judge(history([...earlier, ...train], [...earlier, ...validation]));
        expect(longer.state === 'overfitting').toBe(state === 'overfitting');
      }),
      { numRuns: 500 },
    );
  });
});
