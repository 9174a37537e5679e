import type { WorkerRow } from '@tenbin/contracts';
import { listWorkers } from '@tenbin/db';
import type { Context } from '../cli/command.ts';
import { formatBytes } from '../progress/format.ts';
import { textTable } from '../progress/text-table.ts';
import type { Column } from '../progress/text-table.ts';
import { withDatabase } from './with-database.ts';

const columns: Column<WorkerRow>[] = [
  { title: 'worker', align: 'left', rank: 0, cell: ({ id }) => [{ text: id }] },
  { title: 'state', align: 'left', rank: 0, cell: ({ state }) => [{ text: state }] },
  {
    title: 'trials',
    align: 'right',
    rank: 0,
    cell: ({ running, concurrency }) => [{ text: `${running}/${concurrency}` }],
  },
  { title: 'cores', align: 'right', rank: 1, cell: ({ cores }) => [{ text: String(cores) }] },
  {
    title: 'memory',
    align: 'right',
    rank: 1,
    cell: ({ memoryBytes }) => [{ text: formatBytes(memoryBytes) }],
  },
  { title: 'engine', align: 'left', rank: 2, shrinks: true, cell: ({ engine }) => [{ text: engine }] },
];

/** `tenbin worker ls`. */
export async function listWorkersOnce({ env, output }: Context): Promise<void> {
  await withDatabase({ env }, async (db) => {
    const workers = await listWorkers(db);
    if (workers.length === 0) output.say('No worker lives: `tenbin up` or `tenbin worker` starts one.');
    else output.say(textTable(columns, workers, output.page).join('\n'));
    output.result({ workers });
  });
}
