import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { begunRuns } from '../../test/samples.ts';
import { changesSince } from '../live/changes-since.ts';
import { getRun } from './get-run.ts';
import { labelRuns } from './label-runs.ts';
import { listRuns } from './list-runs.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

test('runs are renamed, annotated and tagged, and open pages hear of it', async () => {
  const [one, other] = (await begunRuns(db, 2)).claims.map(({ runId }) => runId);
  if (one === undefined || other === undefined) throw new Error('there are too few runs');
  const { cursor } = await changesSince(db, { cursor: '' });
  await labelRuns(db, [one], { name: ' the good one ', notes: 'look at the cats' });
  await labelRuns(db, [one, other], { addTags: ['b', 'a', 'b'] });
  await labelRuns(db, [one], { addTags: ['c'], removeTags: ['b'] });
  expect(await getRun(db, one, { pictures: false })).toMatchObject({
    name: 'the good one',
    notes: 'look at the cats',
    tags: ['a', 'c'],
  });
  expect((await listRuns(db, {})).map(({ tags }) => tags)).toEqual([
    ['a', 'c'],
    ['b', 'a'],
  ]);
  expect((await changesSince(db, { cursor })).runs).toHaveLength(2);
});

test('of several runs of which one is not there, none is changed; an empty name is refused', async () => {
  const [run] = await listRuns(db, {});
  const id = run?.id ?? 0;
  await expect(labelRuns(db, [id, 999], { addTags: ['x'] })).rejects.toMatchObject({ code: 'not_found' });
  await expect(labelRuns(db, [id], { name: '  ' })).rejects.toMatchObject({ code: 'bad_input' });
  await expect(labelRuns(db, [id], { addTags: ['x'.repeat(101)] })).rejects.toMatchObject({
    code: 'bad_input',
  });
  expect((await getRun(db, id, { pictures: false })).tags).toEqual(['a', 'c']);
});
