import { AppError } from '@tenbin/contracts';
import type { Database } from '../database.ts';
import * as queries from '../queries/labels.ts';
import * as live from '../queries/live.ts';
import { noRun } from './get-run.ts';

export interface RunLabels {
  name?: string | undefined;
  notes?: string | undefined;
  addTags?: readonly string[] | undefined;
  removeTags?: readonly string[] | undefined;
}

const longest = { name: 200, notes: 100_000, tag: 100 };

/**
 * Renames runs, notes something down, or puts tags on and takes them off; all of them or none.
 * @throws AppError `not_found`; `bad_input` when a name or tag is empty or too long
 */
export async function labelRuns(
  db: Database,
  ids: readonly number[],
  { name, notes, addTags = [], removeTags = [] }: RunLabels,
): Promise<void> {
  const given = {
    name: name === undefined ? null : checked('name', name),
    notes: notes === undefined ? null : notes.slice(0, longest.notes),
    addTags: addTags.map((tag) => checked('tag', tag)),
    removeTags,
  };
  await db.transaction(
    async (tx) => {
      const rows = await tx.$queryRaw<{ id: number }[]>(queries.label(ids, given));
      const done = new Set(rows.map(({ id }) => id));
      const missing = ids.find((id) => !done.has(id));
      if (missing !== undefined) throw noRun(missing);
      await tx.$queryRaw(live.notify);
    },
    { timeoutMs: 30_000 },
  );
}

function checked(what: 'name' | 'tag', text: string): string {
  const trimmed = text.trim();
  if (trimmed !== '' && trimmed.length <= longest[what]) return trimmed;
  throw new AppError({
    code: 'bad_input',
    message:
      trimmed === ''
        ? `A ${what} cannot be empty.`
        : `The ${what} is longer than ${longest[what]} characters.`,
    hint: `Give a ${what} of 1 to ${longest[what]} characters.`,
  });
}
