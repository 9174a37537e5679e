import { totalmem } from 'node:os';
import { expect, test } from 'vitest';
import { defaultConcurrency, thisMachine, threadsHere, trialEnvironment } from './machine.ts';

const gigabyte = 1024 ** 3;

test('there is a trial a core, as far as memory goes, and always one', () => {
  expect(defaultConcurrency({ cores: 8, memory: 64 * gigabyte })).toBe(8);
  expect(defaultConcurrency({ cores: 64, memory: 16.5 * gigabyte })).toBe(16);
  expect(defaultConcurrency({ cores: 2, memory: gigabyte / 2 })).toBe(1);
});

test('trials share the cores, and what the user has set stays', () => {
  const machine = { cores: 8, memory: 64 * gigabyte };
  expect(trialEnvironment({}, threadsHere({}, machine, 3))).toMatchObject({
    TF_NUM_INTRAOP_THREADS: '2',
    TF_NUM_INTEROP_THREADS: '2',
    OMP_NUM_THREADS: '2',
  });
  expect(threadsHere({}, machine, 100)).toBe(1);
  expect(threadsHere({ TF_NUM_INTRAOP_THREADS: '6' }, machine, 100)).toBe(6);
  expect(trialEnvironment({ OMP_NUM_THREADS: '5' }, 8)['OMP_NUM_THREADS']).toBe('5');
});

test('the memory of this machine is what it has, or less where the process has a limit', () => {
  const { memory } = thisMachine();
  expect(memory).toBeGreaterThan(0);
  expect(memory).toBeLessThanOrEqual(totalmem());
});
