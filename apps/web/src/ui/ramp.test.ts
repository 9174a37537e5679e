import { describe, expect, it } from 'vitest';
import { fill, withAlpha } from './ramp.ts';

describe('a ramp', () => {
  it('goes from one colour to the other and no further', () => {
    expect(fill('#f1f2fb', '#27368f', 0).background).toBe('#f1f2fb');
    expect(fill('#f1f2fb', '#27368f', 1).background).toBe('#27368f');
    expect(fill('#f1f2fb', '#27368f', 7).background).toBe('#27368f');
    expect(fill('#000000', '#ffffff', 0.5).background).toBe('#808080');
  });

  it('writes in black on light and in white on dark', () => {
    expect([fill('#f1f2fb', '#27368f', 0).color, fill('#f1f2fb', '#27368f', 1).color]).toEqual([
      '#000000',
      '#ffffff',
    ]);
  });

  it('knows opacity', () => {
    expect(withAlpha('#ff8000', 0.14)).toBe('rgba(255,128,0,0.14)');
  });
});
