import type { RunColumn, RunQuery } from '@tenbin/contracts';
import { changesSince, databaseStats, getCurves, getRun, tableOfRuns } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { median, rowOf } from '../benchmark.ts';
import type { Benchmark, Report, Row, Setting } from '../benchmark.ts';
import { machineInWords } from '../machine.ts';
import { openScratch } from '../scratch-database.ts';
import { seedKeys, seedLongRuns, seedRuns } from './seed.ts';

/** What the dashboard waits for, with a thousand runs, ten thousand and a hundred thousand in the database. */
export const storage: Benchmark = {
  summary: 'what tables, charts and live updates cost with 1,000 to 100,000 runs and 100 million points',
  run,
};

/** Each read is timed so often; the middle counts. */
const times = 9;
/** Of each run, each with so many points: a hundred thousand runs have a hundred million. */
const keys = Array.from({ length: 20 }, (_, index) => `metric ${index + 1}`);
const points = 50;
const figures = keys.map((name) => ({ of: 'last' as const, name }));
const learningRate: RunColumn = { of: 'param', name: 'learningRate' };
const inProject = { project: 'bench', figures } satisfies RunQuery;

async function run({ quick, log }: Setting): Promise<Report> {
  await using scratch = await openScratch();
  const { db } = scratch;
  await seedKeys(db, keys);
  log('seeding long runs …');
  const long = await seedLongRuns(db, quick ? 10 : 100);
  const rows: Row[] = [];
  let seeded = 0;
  for (const size of quick ? [1000, 3000] : [1000, 10_000, 100_000]) {
    log(`seeding ${size} runs …`);
    await seedRuns(db, { from: seeded, to: size, keys, points });
    seeded = size;
    log(`reading among ${size} runs …`);
    for (const [what, read] of Object.entries(reads(db, long)))
      rows.push(...rowOf(`${what}, of ${size.toLocaleString('en')}`, 'ms', [await timed(read), null]));
  }
  const { points: stored, bytesPerPoint, bytes } = await databaseStats(db);
  return {
    rows: rows.toSorted((a, b) => order(a) - order(b)),
    notes: [
      machineInWords(),
      `${stored.toLocaleString('en')} points in the end, ${(bytesPerPoint ?? NaN).toFixed(1)} bytes each; ` +
        `the database takes ${(bytes / 2 ** 30).toFixed(2)} GiB.`,
    ],
  };

  /** Rows of one read stand below each other. */
  function order({ what }: Row): number {
    return Object.keys(readNames).indexOf(what.slice(0, what.lastIndexOf(', of ')));
  }
}

const readNames = {
  'first 100 runs with 20 metrics, the newest first': true,
  '1,000 runs with 20 metrics, by a metric': true,
  '1,000 runs with 20 metrics, by a setting': true,
  '100 runs that a setting and a metric let through': true,
  'chart of 100 runs': true,
  'chart of 100 runs, 100,000 points each': true,
  'the same, a tenth of it': true,
  'one run': true,
  'what is new since a cursor': true,
};

function reads(db: Database, long: number[]): Record<keyof typeof readNames, () => Promise<unknown>> {
  const some =
    long.length > 0 ? Array.from({ length: 100 }, (_, index) => (long.at(-1) ?? 0) + 1 + index) : [];
  let cursor = '';
  return {
    'first 100 runs with 20 metrics, the newest first': () =>
      tableOfRuns(db, {
        ...inProject,
        sort: { column: { of: 'run', name: 'id' }, direction: 'desc' },
        limit: 100,
      }),
    '1,000 runs with 20 metrics, by a metric': () =>
      tableOfRuns(db, {
        ...inProject,
        sort: { column: { of: 'min', name: 'metric 3' }, direction: 'asc' },
        limit: 1000,
      }),
    '1,000 runs with 20 metrics, by a setting': () =>
      tableOfRuns(db, { ...inProject, sort: { column: learningRate, direction: 'desc' }, limit: 1000 }),
    '100 runs that a setting and a metric let through': () =>
      tableOfRuns(db, {
        ...inProject,
        filters: [
          { column: { of: 'param', name: 'optimizer' }, is: '=', value: 'adam' },
          { column: { of: 'last', name: 'metric 5' }, is: '<', value: 0.002 },
        ],
        sort: { column: { of: 'last', name: 'metric 7' }, direction: 'asc' },
        limit: 100,
      }),
    'chart of 100 runs': () => getCurves(db, { runIds: some, keys: ['metric 1'] }),
    'chart of 100 runs, 100,000 points each': () => getCurves(db, { runIds: long, keys: ['long'] }),
    'the same, a tenth of it': () =>
      getCurves(db, { runIds: long, keys: ['long'], range: { from: 40_000, to: 50_000 } }),
    'one run': () => getRun(db, some[0] ?? 0, { pictures: true }),
    'what is new since a cursor': async () => {
      ({ cursor } = await changesSince(db, { cursor, runIds: some }));
    },
  };
}

async function timed(read: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  await read();
  for (let time = 0; time < times; time += 1) {
    const from = performance.now();
    await read();
    took.push(performance.now() - from);
  }
  return median(took) ?? NaN;
}
