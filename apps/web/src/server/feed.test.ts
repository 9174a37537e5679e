import { parseSweepFile, trialParameters } from '@tenbin/contracts';
import { claimTrial, createSweep, postgresSink, sweepQueue } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from './fresh-database.fixture.ts';
import { createFeed } from './feed.ts';
import type { Update } from './feed.ts';

const stack = new AsyncDisposableStack();
let database: Database;
let runId: number;
let seq = 0;

beforeAll(async () => {
  database = await freshDatabase(stack);
  const source = 'name: feed\ndataset: { path: pictures }\nparameters: { epochs: { value: 9 } }\n';
  const spec = parseSweepFile(source, 'feed.yaml');
  await createSweep(database, { spec, source, total: 1 });
  await using queue = await sweepQueue(database);
  const job = await queue.take();
  if (!job) throw new Error('the sweep queued no job');
  const ask = () => ({ number: 1, parameters: trialParameters.parse({}), seed: 1, name: 'only' });
  const claimed = await claimTrial(database, { job, workerId: 'test', ask });
  if (claimed.kind !== 'run') throw new Error('the job was not claimed');
  runId = claimed.claim.runId;
  await queue.done(job);
}, 60_000);

afterAll(() => stack.disposeAsync());

/** Writes one epoch of the run. */
async function write(epoch: number): Promise<void> {
  const record = { kind: 'metrics' as const, step: epoch, at: 0, values: { val_loss: 1 / epoch } };
  seq += 1;
  await postgresSink(database).send({
    writer: { runId, attempt: 1 },
    live: true,
    records: [{ seq, record }],
  });
}

async function next(updates: AsyncGenerator<Update>): Promise<Update> {
  const result = await updates.next();
  if (result.done === true) throw new Error('the feed ended');
  return result.value;
}

const stepsOf = ({ curves }: Update) => curves.flatMap(({ steps }) => steps);

describe('the feed', { timeout: 30_000 }, () => {
  it('tells every reader of each epoch as it is written', async () => {
    using feed = createFeed(database);
    const { signal } = new AbortController();
    const [first, second] = [feed.since('', signal), feed.since('', signal)];
    expect([await next(first), await next(second)].map(({ runs }) => runs)).toEqual([[], []]);
    const both = Promise.all([next(first), next(second)]);
    await write(1);
    for (const update of await both) {
      expect(stepsOf(update)).toEqual([1]);
      expect(update.runs.map(({ id, epoch }) => [id, epoch])).toEqual([[runId, 1]]);
    }
  });

  it('tells a reader that comes back with its cursor what it missed, at once', async () => {
    using feed = createFeed(database);
    const leaving = new AbortController();
    const before = feed.since('', leaving.signal);
    const { cursor } = await next(before);
    leaving.abort();
    expect((await before.next()).done).toBe(true);
    await write(2);
    await write(3);
    const missed = await next(feed.since(cursor, new AbortController().signal));
    expect(stepsOf(missed)).toEqual(expect.arrayContaining([2, 3]));
  });

  it('ends for everybody when it is closed', async () => {
    const feed = createFeed(database);
    const updates = feed.since('', new AbortController().signal);
    await next(updates);
    const end = updates.next();
    feed[Symbol.dispose]();
    expect((await end).done).toBe(true);
  });
});
