import { expect, test } from 'vitest';
import { soak } from './trials.ts';

test(
  'whatever is killed, every trial comes to what it comes to undisturbed, and is back in the queue within 30 s',
  { timeout: 300_000 },
  async () => {
    const report = await soak({ times: 1, seed: 1, log: () => {} });
    expect(report.kills).toEqual({ trial: 1, worker: 1, scheduler: 1, postgres: 1 });
    expect(report.different).toEqual([]);
    expect(report.trials).toBeGreaterThan(0);
    expect(Math.max(0, ...report.requeued)).toBeLessThan(30);
  },
);
