import { expect, test } from 'vitest';
import { soakLogging } from './logging.ts';

test(
  'whatever is killed, all that was logged is stored, once and as it was',
  { timeout: 240_000 },
  async () => {
    const report = await soakLogging({ programs: 5, servers: 1, seed: 1, log: () => {} });
    expect(report).toMatchObject({ kills: { server: 1, postgres: 1 }, lost: 0, wrong: 0, left: 0 });
    expect(report.kills.program).toBeGreaterThanOrEqual(5);
    expect(report.fullDisks).toBeGreaterThan(0);
    expect(report.points).toBeGreaterThan(0);
  },
);
