import type { RunRow } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { filterRuns, setFilters, unknownIn } from './filters.ts';
import { runRow } from '../../runs/run-row.fixture.ts';

const runs: RunRow[] = [
  runRow({ id: 1, name: 'adam · 16', sweepId: 1 }),
  runRow({ id: 2, name: 'sgd · 16', sweepId: 1, status: 'crashed' }),
  runRow({ id: 3, name: 'adam · 64', sweepId: 2, status: 'running' }),
];
const ids = (found: RunRow[]) => found.map(({ id }) => id);
const none = { text: '', standing: null, sweep: null };

describe('filters of runs', () => {
  it('find every word of the text anywhere in a run', () => {
    expect(ids(filterRuns(runs, { ...none, text: 'ADAM 64' }))).toEqual([3]);
    expect(ids(filterRuns(runs, { ...none, text: 'sgd #2' }))).toEqual([2]);
  });

  it('compare settings, metrics and fields, each as it is written', () => {
    const found = (text: string) => ids(filterRuns(runs, { ...none, text }));
    expect(found('batchsize:32')).toEqual([1, 2, 3]);
    expect(found('batchSize:3')).toEqual([]);
    expect(found('status:crashed')).toEqual([2]);
    expect(found('status!=crashed adam')).toEqual([1, 3]);
    expect(found('val_accuracy>0')).toEqual([1, 2, 3]);
    expect(found('val_accuracy>1')).toEqual([]);
    expect(found('name~64 id>=3')).toEqual([3]);
    expect(found('group:none')).toEqual([1, 2, 3]);
    expect(unknownIn(runs, 'colour:red adam')).toEqual(['colour']);
  });

  it('know statuses and sweeps', () => {
    expect(ids(filterRuns(runs, { ...none, standing: 'crashed' }))).toEqual([2]);
    expect(ids(filterRuns(runs, { ...none, standing: 'running' }))).toEqual([3]);
    expect(ids(filterRuns(runs, { ...none, sweep: 1 }))).toEqual([1, 2]);
  });

  it('say how much each of them alone leaves', () => {
    expect(setFilters(runs, { text: 'adam', standing: 'crashed', sweep: null })).toEqual([
      { key: 'text', words: '“adam”', left: 2 },
      { key: 'standing', words: 'crashed', left: 1 },
    ]);
  });
});
