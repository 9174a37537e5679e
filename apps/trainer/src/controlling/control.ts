import type { SweepControl, SweepDetail, WorkerControl } from '@tenbin/contracts';
import { changeSweep, controlRun, controlSweep, controlWorker, getRun, getSweep } from '@tenbin/db';
import type { SweepChange } from '@tenbin/db';
import type { Context } from '../cli/command.ts';
import { counted } from '../progress/format.ts';
import { budgetWords, standing } from './sweep-words.ts';
import { withDatabase } from './with-database.ts';

/** @throws AppError `not_found`, `bad_input` */
export async function controlSweepById(id: number, asked: SweepControl, context: Context): Promise<void> {
  await withDatabase(context, async (db) => {
    await controlSweep(db, id, asked);
    tell(await getSweep(db, id), asked, context);
  });
}

/** @throws AppError `not_found`, `bad_input` */
export async function changeSweepById(id: number, change: SweepChange, context: Context): Promise<void> {
  await withDatabase(context, async (db) => {
    await changeSweep(db, id, change);
    const sweep = await getSweep(db, id);
    context.output.say(`Sweep ${id} (${sweep.name}): ${budgetWords(sweep)}`);
    context.output.result({
      sweepId: id,
      total: sweep.total,
      budget: sweep.budget,
      priority: sweep.priority,
    });
  });
}

/** @throws AppError `not_found`, `bad_input` */
export async function controlRunById(
  id: number,
  asked: SweepControl,
  { env, output }: Context,
): Promise<void> {
  await withDatabase({ env }, async (db) => {
    await controlRun(db, id, asked);
    const { status, control, name } = await getRun(db, id, { pictures: false });
    const pending = { pause: 'pauses after its epoch', stop: 'stops after its epoch', kill: 'is killed' };
    output.say(`Run ${id} (${name}) ${control === null ? `is ${status}` : pending[control]}.`);
    output.result({ runId: id, status, control });
  });
}

/** @throws AppError `not_found`, `bad_input` */
export async function controlWorkerById(
  id: string,
  asked: WorkerControl,
  { env, output }: Context,
): Promise<void> {
  await withDatabase({ env }, async (db) => {
    await controlWorker(db, id, asked);
    const words = { pause: 'takes nothing new', resume: 'takes trials again', stop: 'ends within seconds' };
    output.say(`Worker ${id} ${words[asked]}.`);
    output.result({ workerId: id, control: asked });
  });
}

function tell(sweep: SweepDetail, asked: SweepControl, { output }: Context): void {
  const { id, name, counts, status } = sweep;
  const running = counted(counts.running, 'trial');
  const consequences: Record<SweepControl, string> = {
    pause: counts.running > 0 ? ` ${running} end their epoch first.` : '',
    stop: counts.running > 0 ? ` ${running} end their epoch first; ask again to kill them.` : '',
    resume: '',
  };
  output.say(`Sweep ${id} (${name}) is ${status}: ${standing(sweep)}.${consequences[asked]}`);
  output.result({ sweepId: id, status, counts });
}
