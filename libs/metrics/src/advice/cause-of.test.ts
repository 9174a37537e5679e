import { describe, expect, it } from 'vitest';
import { causeOf } from './cause-of.ts';
import { gapAtEnd } from './gap-at-end.ts';
import { aRun } from './runs.fixture.ts';

const run = aRun({ parameters: { batchSize: 16 } });

describe('the cause of a verdict', () => {
  it('is what the parameters suggest where there are no siblings', () => {
    expect(causeOf(run)).toBe('small batch, no augmentation');
    expect(
      causeOf(
        aRun({ parameters: { augmentation: 'light', dropout: 0.5, weightDecay: 0.05 }, bestEpoch: 20 }),
      ),
    ).toBe('');
    expect(causeOf(aRun({ state: 'diverged' }))).toBe('high rate, no clipping');
    expect(causeOf(aRun({ state: 'healthy' }))).toBe('');
    expect(causeOf({ ...run, verdict: null })).toBe('');
  });

  it('is what sets siblings of the same verdict apart where there are some', () => {
    const siblings = [16, 64].flatMap((batchSize) =>
      ['none', 'light'].flatMap((augmentation) =>
        [1, 2].map((seed) =>
          aRun({
            id: batchSize * 10 + seed + (augmentation === 'none' ? 0 : 5),
            seed,
            parameters: { batchSize, augmentation },
            state: augmentation === 'none' ? 'overfitting' : 'healthy',
          }),
        ),
      ),
    );
    // Small batches overfit no more often than others, but for the run itself.
    expect(causeOf(run, siblings)).toBe('no augmentation, small batch');
    const parameters = { batchSize: 16, dropout: 0.5, weightDecay: 0.05 };
    const against = siblings.map((each) =>
      each.config.parameters.batchSize === 64 ? { ...each, verdict: run.verdict } : each,
    );
    expect(causeOf(aRun({ parameters, bestEpoch: 20 }), against)).toBe('no augmentation');
  });
});

describe('the gap at the end', () => {
  it('is val_loss less loss at the last epoch', () => {
    expect(gapAtEnd(aRun({ lastLoss: 0.25, lastValLoss: 1 }))).toBe(0.75);
    expect(gapAtEnd({ last: null })).toBeNaN();
  });
});
