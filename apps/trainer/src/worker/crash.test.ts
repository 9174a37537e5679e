import { expect, test } from 'vitest';
import { crashOf } from './crash.ts';

test('a signal is named with its usual cause', () => {
  const { message, hint } = crashOf({ code: null, signal: 'SIGKILL', lastWords: [] });
  expect(message).toBe('killed by SIGKILL, often the out-of-memory killer');
  expect(hint).toContain('--concurrency');
});

test('an exit status comes with the last line that the process wrote', () => {
  const { message } = crashOf({ code: 134, signal: null, lastWords: ['a', 'heap out of memory', ''] });
  expect(message).toBe('the trial process ended with exit status 134, heap out of memory');
});
