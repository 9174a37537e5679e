import { expect, test } from 'vitest';
import { addressOf, isOfThisMachine } from './address.ts';

test.each([
  ['127.0.0.1', 'http://127.0.0.1:3000', true],
  ['0.0.0.0', 'http://127.0.0.1:3000', false],
  ['::', 'http://[::1]:3000', false],
  ['::1', 'http://[::1]:3000', true],
  ['192.0.2.7', 'http://192.0.2.7:3000', false],
])('what listens on %s is reached at %s', (host, url, near) => {
  expect(addressOf(host, 3000)).toBe(url);
  expect(isOfThisMachine(host)).toBe(near);
});
