import { describe, expect, it } from 'vitest';
import { csvOf, jsonOf } from './export-runs.ts';
import { runRow } from './run-row.fixture.ts';

const now = 1_790_000_100_000;

describe('exported runs', () => {
  it('are a table of every setting that any of them has', () => {
    const [head, first, second, end] = csvOf(
      [
        runRow({ id: 1, name: 'a, "b"', params: { lr: 0.1, note: '=1+1' }, tags: ['x', 'y'] }),
        runRow({ id: 2, params: { depth: 3 }, best: null }),
      ],
      now,
    ).split('\r\n');
    expect(head).toContain('best.val_loss');
    expect(head).toMatch(/params\.lr,params\.note,params\.depth$/);
    expect(first).toContain('"a, ""b"""');
    expect(first).toContain(',x y,');
    expect(first).toMatch(/,0\.1,'=1\+1,$/);
    expect(second).toMatch(/,,,3$/);
    expect(end).toBe('');
    expect(first?.split(',')).not.toContain('undefined');
  });

  it('are JSON that says NaN by its name', () => {
    const run = runRow({ id: 3 });
    const rows: unknown = JSON.parse(jsonOf([{ ...run, last: run.last && { ...run.last, loss: NaN } }], now));
    expect(rows).toMatchObject([
      { id: 3, 'last.loss': 'NaN', 'best.val_loss': 0.42, seconds: 42, 'params.batchSize': 32 },
    ]);
  });
});
