import type { SweepRow } from '@tenbin/contracts';
import { listSweeps } from '@tenbin/db';
import type { Context } from '../cli/command.ts';
import { formatLoss, formatShare } from '../progress/format.ts';
import { textTable } from '../progress/text-table.ts';
import type { Column } from '../progress/text-table.ts';
import { standing } from './sweep-words.ts';
import { withDatabase } from './with-database.ts';

const columns: Column<SweepRow>[] = [
  { title: 'id', align: 'right', rank: 0, cell: ({ id }) => [{ text: String(id) }] },
  { title: 'sweep', align: 'left', rank: 0, shrinks: true, cell: ({ name }) => [{ text: name }] },
  { title: 'method', align: 'left', rank: 2, cell: ({ method }) => [{ text: method, style: 'dim' }] },
  { title: 'status', align: 'left', rank: 0, cell: ({ status }) => [{ text: status }] },
  { title: 'trials', align: 'left', rank: 1, cell: (sweep) => [{ text: standing(sweep) }] },
  { title: 'best', align: 'right', rank: 0, cell: bestCell },
  {
    title: 'overfitting',
    align: 'right',
    rank: 1,
    cell: ({ overfitting }) => [{ text: overfitting === 0 ? '' : String(overfitting), style: 'yellow' }],
  },
];

/** `tenbin sweep ls`. */
export async function listSweepsOnce({ env, output }: Context): Promise<void> {
  await withDatabase({ env }, async (db) => {
    const sweeps = await listSweeps(db);
    if (sweeps.length === 0) output.say('No sweep has been queued yet: `tenbin sweep FILE` does.');
    else output.say(textTable(columns, sweeps, output.page).join('\n'));
    output.result({ sweeps });
  });
}

function bestCell({ best, goal }: SweepRow) {
  if (best === null) return [{ text: '' }];
  const format = goal.metric.endsWith('accuracy') ? formatShare : formatLoss;
  return [{ text: `${goal.metric} ${format(best.value)}` }];
}
