import { createInterface } from 'node:readline/promises';
import { AppError } from '@tenbin/contracts';
import { getSweep, remove, undoDays } from '@tenbin/db';
import type { Context } from '../cli/command.ts';
import { standing } from './sweep-words.ts';
import { withDatabase } from './with-database.ts';

/**
 * `tenbin sweep rm`: asks first where there is somebody to ask.
 * @throws AppError `not_found`; `bad_input` without `--yes` where nobody can answer; `interrupted` when it is declined
 */
export async function removeSweepById(
  id: number,
  sure: boolean,
  { env, output, stop }: Context,
): Promise<void> {
  await withDatabase({ env }, async (db) => {
    const sweep = await getSweep(db, id);
    if (!sure) await ask(`Delete sweep ${id} (${sweep.name}; ${standing(sweep)})?`, stop);
    await remove(db, { kind: 'sweep', id });
    output.say(
      `Sweep ${id} (${sweep.name}) is deleted. For ${undoDays} days it can be brought back: tenbin trash restore sweep ${id}`,
    );
    output.result({ sweepId: id, deleted: true });
  });
}

async function ask(question: string, signal: AbortSignal): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new AppError({
      code: 'bad_input',
      message: `${question} Nobody is there to answer.`,
      hint: 'Say --yes to delete it without a question.',
    });
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(`${question} [y/N] `, { signal });
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    lines.close();
  }
  throw new AppError({
    code: 'interrupted',
    message: 'Nothing was deleted.',
    hint: 'The sweep is as it was.',
  });
}
