import { describe, expect, it } from 'vitest';
import { judge } from './detector.ts';
import { history } from './history.fixture.ts';

const epochs = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
/** Seeded jitter of about ±`size`, the same in every run of the test. */
const jitter = (size: number, epoch: number) => size * Math.sin(epoch * 12.9898) * Math.cos(epoch * 78.233);
const falling = (count: number) => epochs(count).map((epoch) => 1.1 * Math.exp(-epoch / 6) + 0.02);
const turning = (count: number, noise = 0.01) =>
  epochs(count).map((t) => 0.5 + 0.6 * Math.exp(-t / 3) + 0.02 * Math.max(0, t - 8) + jitter(noise, t));

describe('the verdict', () => {
  it('is overfitting when val_loss turns up while loss falls, with onset after the best epoch', () => {
    const { state, pattern, onsetEpoch, detectedAtEpoch, bestEpoch, reasons } = judge(
      history(falling(30), turning(30)),
    );
    expect({ state, pattern }).toEqual({ state: 'overfitting', pattern: 'rising' });
    expect(bestEpoch).toBeGreaterThanOrEqual(7);
    expect(onsetEpoch).toBeGreaterThan(8);
    expect(onsetEpoch).toBeLessThan(15);
    expect(detectedAtEpoch).toBeGreaterThan(8);
    expect(detectedAtEpoch).toBeLessThan(14);
    expect(reasons[0]).toMatch(/^Overfitting from epoch \d+\. val_loss rose \d+ % from its low of 0\.\d{4}/);
  });

  it('is healthy for a gap that stays constant', () => {
    const valLoss = falling(40).map((value, index) => value + 0.4 + jitter(0.004, index));
    expect(judge(history(falling(40), valLoss))).toMatchObject({
      state: 'healthy',
      pattern: 'constantGap',
      reasons: [expect.any(String), expect.stringContaining('above loss and does not grow')],
    });
  });

  it("is not overfitting when the rise is within the run's own noise", () => {
    const valLoss = epochs(30).map((t) => 0.6 + 0.004 * Math.max(0, t - 15) + jitter(0.3, t));
    expect(judge(history(falling(30), valLoss)).state).not.toBe('overfitting');
  });

  it('is not overfitting when loss rises together with val_loss', () => {
    const rising = epochs(20).map((t) => 0.5 + 0.02 * Math.abs(t - 8));
    expect(judge(history(rising, rising)).state).not.toBe('overfitting');
  });

  it('is healthy after a rise that came back below its low, and says so', () => {
    const wave = epochs(60).map((t) => 1.2 - 0.01 * t + 0.35 * Math.exp(-(((t - 22) / 6) ** 2)));
    const verdict = judge(history(falling(60), wave));
    expect(verdict).toMatchObject({ state: 'healthy', pattern: 'doubleDescent' });
    expect(verdict.reasons.join(' ')).toContain('double descent');
    // While it lasted it could not be told from a rise for good.
    expect(verdict.evidence.firstAlarmEpoch).toBeLessThan(22);
  });

  it('is underfitting when little is learnt and both losses still fall', () => {
    const slow = epochs(12).map((t) => 1.1 - 0.02 * t);
    expect(judge(history(slow, slow))).toMatchObject({ state: 'underfitting', pattern: 'falling' });
  });

  it('is plateau when nothing moves and little was learnt', () => {
    const flat = epochs(12).map((t) => 1.0986 + jitter(0.001, t));
    expect(judge(history(flat, flat))).toMatchObject({ state: 'plateau', pattern: 'flat' });
  });

  it('is diverged from the epoch whose loss is no number', () => {
    const verdict = judge(history([1, 0.9, NaN, NaN], [1, 0.9, Infinity, NaN]));
    expect(verdict).toMatchObject({ state: 'diverged', onsetEpoch: 3, detectedAtEpoch: 3, bestEpoch: 2 });
    expect(judge(history([NaN], [NaN])).state).toBe('diverged');
  });

  it('is diverged when loss climbs far above its start', () => {
    expect(judge(history([1, 0.9, 4, 9, 20], [1, 1, 5, 9, 30]))).toMatchObject({
      state: 'diverged',
      pattern: 'exploded',
    });
  });

  it.each([0, 1, 3])('is unclear after %d epochs, and says what would tell', (count) => {
    const { state, pattern, reasons, bestEpoch } = judge(history(falling(count), falling(count)));
    expect({ state, pattern }).toEqual({ state: 'unclear', pattern: 'tooShort' });
    expect(reasons[0]).toContain('4 would tell');
    expect(bestEpoch).toBe(count === 0 ? null : count);
  });

  it('is unclear when noise hides a rise, and names the images that there are too few of', () => {
    const valLoss = epochs(20).map((t) => 0.6 + (t > 16 ? 0.06 : 0) + (t % 2 === 0 ? 0.25 : -0.25));
    const { state, pattern, reasons } = judge(history(falling(20), valLoss), { validationImages: 40 });
    expect({ state, pattern }).toEqual({ state: 'unclear', pattern: 'noise' });
    expect(reasons[0]).toContain('more than 40 validation images would tell');
  });
});

describe('the sentences', () => {
  it('say that nothing was validated, however long the run', () => {
    const { state, reasons } = judge({ loss: falling(25), accuracy: falling(25) });
    expect(state).toBe('unclear');
    expect(reasons[0]).toBe('Unclear. 25 epochs have no val_loss and no val_accuracy; either would tell.');
  });

  it('name a rise beyond all measure without a number that is none', () => {
    const valLoss = [...turning(20), 1e6, 1e8, 1e11];
    expect(judge({ loss: falling(23), val_loss: valLoss }).reasons.join(' ')).toMatch(
      /rose \d\.\de\+\d+-fold/,
    );
    const immense = judge({ loss: falling(20), val_loss: Array.from({ length: 20 }, () => 1e308) });
    expect(immense.state).toBe('diverged');
  });
});

describe('a history with parts missing', () => {
  it('is judged at the epochs that were validated', () => {
    const sparse = turning(60, 0).map((value, index) => (index % 5 === 4 ? value : NaN));
    const verdict = judge({ loss: falling(60), val_loss: sparse });
    expect(verdict.state).toBe('overfitting');
    expect(verdict.evidence.turnEpoch).toBe(10);
    expect(Number(verdict.onsetEpoch) % 5).toBe(0);
  });

  it('is diverged once validation fails for longer than it was ever left out', () => {
    const valLoss = [1, NaN, 0.9, NaN, 0.8, NaN, NaN];
    expect(judge({ loss: falling(7), val_loss: valLoss })).toMatchObject({
      state: 'diverged',
      onsetEpoch: 6,
    });
    expect(judge({ loss: falling(6), val_loss: valLoss.slice(0, 6) }).state).not.toBe('diverged');
  });

  it('is judged by its accuracies when it has no loss, and says so', () => {
    const accuracy = falling(30).map((loss) => 1 - loss / 2);
    const valAccuracy = turning(30).map((loss) => 1 - loss / 2);
    const { state, reasons } = judge({ accuracy, val_accuracy: valAccuracy });
    expect(state).toBe('overfitting');
    expect(reasons.at(-1)).toContain('1 − accuracy');
    expect(reasons[0]).toMatch(/validation error rose \d+ % .* while training error fell/);
  });

  it('is judged by the rise alone when nothing is known of training', () => {
    expect(judge({ val_loss: turning(30) }).state).toBe('overfitting');
    expect(judge({ val_loss: turning(30).map((value) => 0.5 + value / 100) }).state).not.toBe('overfitting');
  });
});

/**
 * Losses of `count` pictures whose mean is `valLoss`: one in four is got wrong, and from `from` on the network grows surer
 * of all its answers, so that the wrong ones part from the others.
 */
function parting(valLoss: readonly number[], { count, from }: { count: number; from: number }): number[][] {
  return valLoss.map((mean, index) => {
    const apart = 0.004 * Math.max(0, index + 1 - from);
    return Array.from({ length: count }, (_, picture) => mean + (picture % 4 === 0 ? 3 * apart : -apart));
  });
}

describe('a run whose validation pictures are known', () => {
  const valLoss = epochs(24).map((t) => 0.8 + 0.6 * Math.exp(-t / 2) + 0.001 * Math.max(0, t - 8));
  const curves = { loss: falling(24), val_loss: valLoss };

  it('is judged by them, and says how many of them rose', () => {
    const verdict = judge(curves, { pictures: parting(valLoss, { count: 200, from: 8 }) });
    expect(verdict).toMatchObject({ state: 'overfitting', basis: 'pictures' });
    const { rise = NaN, pictureRise, pictureError = NaN, pictures, picturesRisen } = verdict.evidence;
    expect(pictures).toBe(200);
    expect(picturesRisen).toBe(0.25);
    expect(pictureRise).toBeCloseTo(rise, 10);
    expect(pictureError).toBeGreaterThan(0.004);
    expect(verdict.reasons[1]).toMatch(
      /over 200 validation images, their loss rose 0\.\d+ ± 0\.\d+: for 25 %/,
    );
  });

  it('is known sooner where all of them agree than where a few drag the others along', () => {
    const agree = judge(curves, { pictures: parting(valLoss, { count: 200, from: 99 }) });
    const apart = judge(curves, { pictures: parting(valLoss, { count: 20, from: 8 }) });
    expect(agree.detectedAtEpoch ?? 99).toBeLessThan(apart.detectedAtEpoch ?? 99);
  });

  it.each([
    ['an epoch is without them', (all: number[][]) => all.with(5, [])],
    ['their number changes', (all: number[][]) => all.with(5, all[5]?.slice(1) ?? [])],
    ['there are none', () => []],
  ])('is judged by its curves when %s', (_, change) => {
    const pictures = change(parting(valLoss, { count: 200, from: 8 }));
    expect(judge(curves, { pictures })).toEqual(judge(curves));
    expect(judge(curves, { pictures }).basis).toBe('curves');
  });
});
