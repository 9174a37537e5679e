import { sweepSpec } from '@tenbin/contracts';
import type { SweepDetail } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { sweepRow } from '../../../sweeps/sweep-row.fixture.ts';
import { adjustable, changesIn, textsOf } from './adjustment.ts';

function sweepOf(method: 'grid' | 'tpe', budget: SweepDetail['budget']): SweepDetail {
  const file = { name: 'a', dataset: { path: 'b' }, method, budget, parameters: { epochs: { value: 9 } } };
  return { ...sweepRow({ method, budget }), spec: sweepSpec.parse(file), source: '', provenance: null };
}

const sweep = sweepOf('tpe', { trials: 20, hours: 2 });

describe('the adjustment of a sweep', () => {
  it('is nothing until a field differs, and then that field alone', () => {
    const texts = textsOf(sweep);
    expect(changesIn(texts, sweep)).toEqual({ changes: {}, problems: new Map() });
    expect(changesIn({ ...texts, trials: ' 30 ' }, sweep).changes).toEqual({ trials: 30 });
    expect(changesIn({ ...texts, concurrency: '3', priority: '-5' }, sweep).changes).toEqual({
      concurrency: 3,
      priority: -5,
    });
  });

  it('takes a limit away where its field is emptied, but not the number of trials', () => {
    expect(changesIn({ ...textsOf(sweep), hours: '' }, sweep).changes).toEqual({ hours: null });
    expect([...changesIn({ ...textsOf(sweep), trials: '' }, sweep).problems.keys()]).toEqual(['trials']);
  });

  it('says at its field what is wrong, and changes nothing then', () => {
    const texts = { ...textsOf(sweep), trials: '0', hours: 'two', priority: '500' };
    const { changes, problems } = changesIn(texts, sweep);
    expect(changes).toEqual({});
    expect([...problems]).toEqual([
      ['trials', 'must be ≥ 1'],
      ['hours', 'must be a number'],
      ['priority', 'must be ≤ 100'],
    ]);
    expect([...changesIn({ ...textsOf(sweep), epochs: '1.5' }, sweep).problems]).toEqual([
      ['epochs', 'must be a whole number'],
    ]);
  });

  it('leaves the trials of a grid alone', () => {
    expect(adjustable(sweepOf('grid', {})).map(({ name }) => name)).not.toContain('trials');
    expect(adjustable(sweep).map(({ name }) => name)).toContain('trials');
  });
});
