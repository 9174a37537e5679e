import { openBlobStore, verifyBlobs } from '@tenbin/artifacts';
import { AppError } from '@tenbin/contracts';
import { checkDatabase, databaseStats, namedManifests, namedPictures } from '@tenbin/db';
import type { Stats } from '@tenbin/db';
import type { Context } from '../cli/command.ts';
import { counted, formatBytes } from '../progress/format.ts';
import { textTable } from '../progress/text-table.ts';
import type { Column } from '../progress/text-table.ts';
import { withDatabase } from './with-database.ts';

const columns: Column<Stats['tables'][number]>[] = [
  { title: 'table', align: 'left', rank: 0, cell: ({ name }) => [{ text: name }] },
  { title: 'rows', align: 'right', rank: 0, cell: ({ rows }) => [{ text: rows.toLocaleString('en') }] },
  { title: 'size', align: 'right', rank: 0, cell: ({ bytes }) => [{ text: formatBytes(bytes) }] },
];

/** `tenbin db stats`. */
export async function tellStats(context: Context): Promise<void> {
  const { output } = context;
  const stats = await withDatabase(context, databaseStats);
  const { projects, sweeps, runs, runsInTrash, points, bytesPerPoint, bytes, tables } = stats;
  const held = [counted(projects, 'project'), counted(sweeps, 'sweep'), counted(runs, 'run')];
  output.say(`${held.join(', ')}, ${runsInTrash.toLocaleString('en')} in the trash.`);
  const each = bytesPerPoint === null ? '' : `, ${bytesPerPoint.toFixed(1)} bytes each`;
  output.say(`${counted(points, 'point')} of metrics${each}. The database takes ${formatBytes(bytes)}.`);
  output.say(textTable(columns, tables, output.page).join('\n'));
  output.result(stats);
}

/**
 * `tenbin db check`.
 * @throws AppError `internal` when something does not fit together
 */
export async function checkAll({ files }: { files: boolean }, context: Context): Promise<void> {
  const { env, output } = context;
  const { faults, blobs } = await withDatabase(context, async (db) => {
    const found = await checkDatabase(db, { progress: (what) => output.say(`looking for ${what} …`) });
    output.say(files ? `reading the files in ${env.artifacts} …` : `looking for files in ${env.artifacts} …`);
    const store = await openBlobStore(env.artifacts);
    const named = { manifests: namedManifests(db), blobs: namedPictures(db) };
    return { faults: found, blobs: await verifyBlobs(store, named, { read: files }) };
  });
  const problems = [
    ...faults.map(
      ({ what, count, runs }) =>
        `${count.toLocaleString('en')} ${what}${runs.length === 0 ? '' : ` (run ${runs.join(', ')})`}`,
    ),
    ...blobs.missing.map((hash) => `the file ${hash} is named and not there`),
    ...blobs.broken.map((hash) => `the file ${hash} is not as it was stored`),
  ];
  for (const problem of problems) output.say(`${output.paint('red', '✖')} ${problem}`);
  output.result({ ok: problems.length === 0, faults, blobs });
  if (problems.length > 0) throw unsound(problems.length);
  output.say(
    `All fits together; ${counted(blobs.blobs, 'file')} ${blobs.blobs === 1 ? 'is' : 'are'} ${files ? 'whole' : 'there'}.`,
  );
}

function unsound(count: number): AppError {
  return new AppError({
    code: 'internal',
    message: `${counted(count, 'thing')} in the database or beside it do not fit together.`,
    hint: 'Make a backup of it as it is, then restore the last good one with `tenbin db restore`.',
  });
}
