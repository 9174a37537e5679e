import { expect, it } from 'vitest';
import { changeOf, tagsIn } from './label-change.ts';

const run = { name: 'a', tags: ['x', 'y'], notes: 'n' };

it('only what differs from the run is changed', () => {
  expect(changeOf(run, { name: ' a ', tags: 'y, x', notes: 'n' })).toBeNull();
  expect(changeOf(run, { name: 'b', tags: 'y, z, z', notes: '' })).toEqual({
    name: 'b',
    notes: '',
    addTags: ['z'],
    removeTags: ['x'],
  });
});

it('tags are what stands between commas, each once', () => {
  expect(tagsIn(' one tag, b,,b ')).toEqual(['one tag', 'b']);
});
