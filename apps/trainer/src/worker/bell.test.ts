import { expect, test } from 'vitest';
import { Bell } from './bell.ts';

const never = new AbortController().signal;
const hour = 3_600_000;

test('a ring before the wait is not missed, and wakes once only', async () => {
  const bell = new Bell();
  bell.ring();
  await bell.wait(hour, never);
  let woken = false;
  const second = bell.wait(hour, never).then(() => {
    woken = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(woken).toBe(false);
  bell.ring();
  await second;
  expect(woken).toBe(true);
});

test('the wait ends by itself, and by the signal', async () => {
  const bell = new Bell();
  await bell.wait(1, never);
  const stop = new AbortController();
  const waiting = bell.wait(hour, stop.signal);
  stop.abort();
  await waiting;
  await bell.wait(hour, stop.signal);
  expect(stop.signal.aborted).toBe(true);
});
