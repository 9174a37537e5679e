import { describe, expect, it } from 'vitest';
import { savingsInWords } from './savings-in-words.ts';

const none = { runs: 0, epochs: 0, seconds: 0 };
const possible = { ...none, lossCost: NaN, accuracyCost: NaN };

describe('what stopping saves, in words', () => {
  it('says what was saved, and what would have been and at which cost', () => {
    expect(
      savingsInWords({
        stopped: { runs: 2, epochs: 31, seconds: 84 },
        possible: { runs: 12, epochs: 140, seconds: 375, lossCost: 0.0042, accuracyCost: 0.0031 },
      }),
    ).toEqual([
      'Stopping 2 runs at the verdict saved 31 epochs, about 1 m 24 s.',
      'earlyTermination: overfit would have stopped the 12 that overfit when it was known: 140 epochs less, about 6 m 15 s, at a cost of +0.4 % of the best val_loss and −0.003 of val_accuracy.',
    ]);
  });

  it('is silent where nothing was or could be saved', () => {
    expect(savingsInWords({ stopped: none, possible })).toEqual([]);
  });
});
