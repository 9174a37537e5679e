import { verdict as verdictSchema, verdictStates } from '@tenbin/contracts';
import type { History, Verdict } from '@tenbin/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestEpochOf, judge } from './judge.ts';

/** A history whose accuracies do not matter. */
function history(loss: number[], valLoss: number[]): History {
  return { loss, val_loss: valLoss, accuracy: loss.map(() => 0.5), val_accuracy: valLoss.map(() => 0.5) };
}

const epochs = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
/** Seeded jitter of about ±`size`, the same in every run of the test. */
const jitter = (size: number, epoch: number) => size * Math.sin(epoch * 12.9898) * Math.cos(epoch * 78.233);
const falling = (count: number) => epochs(count).map((epoch) => 1.1 * Math.exp(-epoch / 6) + 0.02);

describe('the verdict', () => {
  it('is overfitting when val_loss turns up while loss falls, with onset after the best epoch', () => {
    const valLoss = epochs(30).map(
      (t) => 0.5 + 0.6 * Math.exp(-t / 3) + 0.02 * Math.max(0, t - 8) + jitter(0.01, t),
    );
    const { state, onsetEpoch, detectedAtEpoch, bestEpoch, reasons } = judge(history(falling(30), valLoss));
    expect(state).toBe('overfitting');
    expect(bestEpoch).toBeGreaterThanOrEqual(7);
    expect(onsetEpoch).toBeGreaterThan(8);
    expect(onsetEpoch).toBeLessThan(15);
    expect(detectedAtEpoch).toBeGreaterThanOrEqual(onsetEpoch ?? NaN);
    expect(reasons[0]).toMatch(/^Overfitting from epoch \d+\. val_loss rose \d+ % from its low of 0\.\d{4}/);
  });

  it('is healthy for a gap that stays constant', () => {
    const valLoss = falling(30).map((value, index) => value + 0.4 + jitter(0.01, index));
    expect(judge(history(falling(30), valLoss)).state).toBe('healthy');
  });

  it("is not overfitting when the rise is within the run's own noise", () => {
    const valLoss = epochs(30).map((t) => 0.6 + 0.004 * Math.max(0, t - 15) + jitter(0.3, t));
    expect(judge(history(falling(30), valLoss)).state).not.toBe('overfitting');
  });

  it('is not overfitting when loss rises together with val_loss', () => {
    const rising = epochs(20).map((t) => 0.5 + 0.02 * Math.abs(t - 8));
    expect(judge(history(rising, rising)).state).not.toBe('overfitting');
  });

  it('is underfitting when little is learnt and both losses still fall', () => {
    const slow = epochs(12).map((t) => 1.1 - 0.02 * t);
    expect(judge(history(slow, slow)).state).toBe('underfitting');
  });

  it('is plateau when nothing moves and little was learnt', () => {
    const flat = epochs(12).map((t) => 1.0986 + jitter(0.001, t));
    expect(judge(history(flat, flat)).state).toBe('plateau');
  });

  it('is diverged from the epoch whose loss is no number', () => {
    const verdict = judge(history([1, 0.9, NaN, NaN], [1, 0.9, Infinity, NaN]));
    expect(verdict).toMatchObject({ state: 'diverged', onsetEpoch: 3, detectedAtEpoch: 3, bestEpoch: 2 });
  });

  it('is diverged when loss climbs far above its start', () => {
    expect(judge(history([1, 0.9, 4, 9, 20], [1, 1, 5, 9, 30])).state).toBe('diverged');
  });

  it.each([0, 1, 5])('is unclear after %d epochs, and says what would tell', (count) => {
    const { state, reasons, bestEpoch } = judge(history(falling(count), falling(count)));
    expect(state).toBe('unclear');
    expect(reasons[0]).toContain('6 would tell');
    expect(bestEpoch).toBe(count === 0 ? null : count);
  });
});

const anyLoss = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: 0, max: 10, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) },
);
const anyHistory = fc
  .tuple(fc.array(anyLoss, { maxLength: 40 }), fc.array(anyLoss, { maxLength: 40 }))
  .map(([loss, valLoss]) => history(loss, valLoss));

describe('any history', () => {
  it('gets a verdict that its schema accepts, with epochs that exist', () => {
    fc.assert(
      fc.property(anyHistory, (curves) => {
        const verdict = judge(curves);
        expect(verdictSchema.parse(verdict)).toEqual(verdict);
        expect(verdictStates).toContain(verdict.state);
        const last = Math.max(1, curves.val_loss.length);
        const named = [verdict.onsetEpoch, verdict.detectedAtEpoch, verdict.bestEpoch];
        expect(named.every((epoch) => epoch === null || (epoch >= 1 && epoch <= last))).toBe(true);
        expect(verdict.bestEpoch).toBe(bestEpochOf(curves));
      }),
    );
  });

  it('gets the same verdict epoch by epoch as all at once', () => {
    fc.assert(
      fc.property(anyHistory, ({ loss, val_loss: valLoss }) => {
        const common = Math.min(loss.length, valLoss.length);
        const upTo = (count: number) => history(loss.slice(0, count), valLoss.slice(0, count));
        let live: Verdict = judge(upTo(0));
        for (let count = 1; count <= common; count += 1) live = judge(upTo(count), live);
        expect(live).toEqual(judge(upTo(common)));
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
        expect(judge(scaled).state).toBe(judge(curves).state);
      }),
    );
  });
});
