import { AppError } from '@tenbin/contracts';
import { listRemoved, remove, restore, undoDays } from '@tenbin/db';
import type { Removable, Removed } from '@tenbin/db';
import type { Context } from '../cli/command.ts';
import { textTable } from '../progress/text-table.ts';
import type { Column } from '../progress/text-table.ts';
import { withDatabase } from './with-database.ts';

interface Named {
  kind: Removable['kind'];
  which: string;
}

const dayMs = 86_400_000;

const columns: Column<Removed>[] = [
  { title: '', align: 'left', rank: 0, cell: ({ kind }) => [{ text: kind, style: 'dim' }] },
  { title: 'id', align: 'right', rank: 0, cell: ({ id }) => [{ text: String(id) }] },
  { title: 'name', align: 'left', rank: 0, shrinks: true, cell: ({ name }) => [{ text: name }] },
  { title: 'runs', align: 'right', rank: 1, cell: ({ runs }) => [{ text: String(runs) }] },
  { title: 'goes in', align: 'right', rank: 0, cell: ({ at }) => [{ text: `${daysLeft(at)} days` }] },
];

/** `tenbin trash ls`. */
export async function listTrash({ env, output }: Context): Promise<void> {
  await withDatabase({ env }, async (db) => {
    const removed = await listRemoved(db);
    if (removed.length === 0) output.say('Nothing was deleted that can be brought back.');
    else output.say(textTable(columns, removed, output.page).join('\n'));
    output.result({ removed });
  });
}

/** `tenbin rm`. @throws AppError `not_found`, `bad_input` when a run or sweep is named by something else than a number */
export async function moveToTrash({ kind, which }: Named, { env, output }: Context): Promise<void> {
  await withDatabase({ env }, async (db) => {
    const runs = await remove(db, removable(kind, which));
    output.say(
      `${nameOf(kind, which)} is deleted. For ${undoDays} days it can be brought back: tenbin trash restore ${kind} ${which}`,
    );
    output.result({ kind, which, runs });
  });
}

/** `tenbin trash restore`. @throws as `moveToTrash`, and `bad_input` when what it belongs to is deleted */
export async function restoreFromTrash({ kind, which }: Named, { env, output }: Context): Promise<void> {
  await withDatabase({ env }, async (db) => {
    const runs = await restore(db, removable(kind, which));
    const rest = kind === 'sweep' ? ' It is stopped: tenbin sweep resume lets it go on.' : '';
    output.say(`${nameOf(kind, which)} is back.${rest}`);
    output.result({ kind, which, runs });
  });
}

function removable(kind: Removable['kind'], which: string): Removable {
  if (kind === 'project') return { kind, name: which };
  const id = /^[1-9]\d{0,8}$/.test(which) ? Number(which) : null;
  if (id === null) {
    throw new AppError({
      code: 'bad_input',
      message: `"${which}" is no id of a ${kind}.`,
      hint: 'Ids are whole numbers, as the lists show them.',
    });
  }
  return kind === 'run' ? { kind, ids: [id] } : { kind, id };
}

function nameOf(kind: string, which: string): string {
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${which}`;
}

function daysLeft(at: number): number {
  return Math.max(0, Math.ceil(undoDays - (Date.now() - at) / dayMs));
}
