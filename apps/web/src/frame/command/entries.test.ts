import { describe, expect, it } from 'vitest';
import { runRow } from '../../runs/run-row.fixture.ts';
import { entriesOf, found } from './entries.ts';

const entries = entriesOf({
  pages: [{ name: 'Runs', href: '/runs' }],
  runs: Array.from({ length: 30 }, (_, at) =>
    runRow({ id: at + 1, name: at === 3 ? 'adam · 16' : 'sgd · 8' }),
  ),
  sweeps: [],
});
const names = (typed: string) => found(entries, typed).map(({ name, note }) => `${name} ${note}`.trim());

describe('what can be gone to', () => {
  it('is found by all words, whatever they are of, and the newest run comes first', () => {
    expect(names('adam')).toEqual(['adam · 16 #4 animals']);
    expect(names('run sgd')[0]).toBe('sgd · 8 #30 animals');
    expect(names('#12')).toEqual(['sgd · 8 #12 animals']);
    expect(names('nothing')).toEqual([]);
  });

  it('begins with pages, and a name that begins so comes before others', () => {
    expect(names('')[0]).toBe('Runs');
    expect(names('runs')[0]).toBe('Runs');
    expect(names('')).toHaveLength(12);
  });
});
