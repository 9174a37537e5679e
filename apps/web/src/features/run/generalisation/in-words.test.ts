import { describe, expect, it } from 'vitest';
import { calibrationInWords, coursesInWords, gapInWords } from './in-words.ts';

const at = (epoch: number, value: number) => ({
  epoch,
  gap: { value, low: value - 0.05, high: value + 0.05 },
});

describe('generalisation in words', () => {
  it('compares the gap at the best epoch with that at the last, and minds their intervals', () => {
    expect(gapInWords(at(6, 0.33), at(30, 0.814))).toBe(
      'The gap went from +0.330 at the best epoch, 6, to +0.814 at the last, 30: more than chance explains.',
    );
    expect(gapInWords(at(6, 0.33), at(30, 0.36))).toMatch(/; their intervals overlap\.$/);
    expect(gapInWords(at(6, 0.33), at(30, 0.1))).toMatch(/it closed/);
    expect(gapInWords(null, at(9, -0.02))).toBe(
      'At epoch 9 validation images lose −0.020 against training images.',
    );
  });

  it('says which way confidence is off', () => {
    const calibrationError = { value: 0.1021, low: 0.08, high: 0.12 };
    const reliability = [
      { count: 0, confidence: NaN, accuracy: NaN },
      { count: 50, confidence: 0.7, accuracy: 0.6 },
      { count: 50, confidence: 0.96, accuracy: 0.86 },
    ];
    expect(calibrationInWords({ calibrationError, reliability, wrongConfidence: 0.83 })).toBe(
      'Overconfident by 10.0 points on average; the calibration error is 0.102. Where it is wrong, it is 83 % sure.',
    );
    const fair = [{ count: 9, confidence: 0.9, accuracy: 0.9 }];
    expect(calibrationInWords({ calibrationError, reliability: fair, wrongConfidence: NaN })).toBe(
      'Confidence and accuracy agree on average; the calibration error is 0.102.',
    );
  });

  it('names the class that overfits first', () => {
    const course = (name: string, onsetEpoch: number | null) => ({ name, onsetEpoch });
    expect(coursesInWords([course('cat', 9), course('dog', 7), course('horse', null)])).toBe(
      'dog overfits first, from epoch 7; 2 of 3 classes do in the end.',
    );
    expect(coursesInWords([course('cat', 7), course('dog', 7)])).toBe(
      'cat and dog overfit first, from epoch 7; every class does in the end.',
    );
    expect(coursesInWords([course('cat', 4), course('dog', null)])).toBe('Only cat overfits, from epoch 4.');
    expect(coursesInWords([course('cat', null)])).toMatch(/^No class/);
  });
});
