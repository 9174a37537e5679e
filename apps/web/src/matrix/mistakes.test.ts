import { describe, expect, it } from 'vitest';
import { mistakesInWords, mistakesOf } from './mistakes.ts';

const classes = ['cat', 'dog', 'horse'];

describe('mistakes', () => {
  it('name the pair of classes that is confused most, both ways counted', () => {
    const counts = [
      [80, 6, 4],
      [5, 80, 1],
      [0, 2, 90],
    ];
    expect(mistakesOf({ classes, counts })).toEqual({
      total: 18,
      worst: { first: 'cat', second: 'dog', count: 11 },
    });
    expect(mistakesInWords({ classes, counts })).toBe(
      'cat and dog are confused 11 times, 61 % of all mistakes.',
    );
  });

  it('are said to be none when there is none', () => {
    const counts = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    expect(mistakesInWords({ classes, counts })).toBe('Every picture was predicted rightly.');
  });
});
