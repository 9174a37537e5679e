import { describe, expect, it } from 'vitest';
import { ago, duration, timeLeft } from './time.ts';

describe('times', () => {
  it.each([
    [42.4, '42 s'],
    [59.7, '1 m 00 s'],
    [365, '6 m 05 s'],
    [8160, '2 h 16 m'],
    [7199, '2 h 00 m'],
    [null, '–'],
  ])('show %d seconds as %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  it('round what is left up to whole minutes', () => {
    expect([timeLeft(42), timeLeft(61), timeLeft(8160)]).toEqual(['42 s', '2 m', '2 h 16 m']);
  });

  it('are relative up to a day and a date from then on', () => {
    const now = Date.UTC(2026, 10, 24, 12);
    const before = (seconds: number) => ago(now - seconds * 1000, now);
    expect([before(2), before(41 * 60), before(7200), before(3 * 86_400)]).toEqual([
      'now',
      '41 min ago',
      '2 h ago',
      '21 Nov 2026',
    ]);
  });
});
