import { AppError } from '@tenbin/contracts';
import type { SweepControl, SweepState } from '@tenbin/contracts';
import type { Transaction } from '../client.ts';
import type { Database } from '../database.ts';
import * as control from '../queries/control.ts';
import * as live from '../queries/live.ts';
import * as sweeps from '../queries/sweeps.ts';
import { noSweep } from '../sweeps/past-trials.ts';
import { canceled } from './canceled.ts';
import { requeue } from './requeue.ts';

/**
 * Asks something of a sweep. pause: what trains ends after its epoch and waits at its checkpoint, nothing begins. stop:
 * the same, but for good; a second stop kills what still trains. resume: everything goes on, also what was stopped.
 * @throws AppError `not_found`; `bad_input` when a sweep that was stopped is to be paused
 */
export async function controlSweep(db: Database, sweepId: number, asked: SweepControl): Promise<void> {
  await db.transaction(
    async (tx) => {
      await tx.$queryRaw(sweeps.lockSweep(sweepId));
      const sweep = await tx.sweep.findUnique({
        where: { id: sweepId, deletedAt: null },
        select: { state: true },
      });
      if (!sweep) throw noSweep(sweepId);
      await acts[asked](tx, sweepId, sweep.state);
      await tx.$queryRaw(live.notify);
    },
    { timeoutMs: 30_000 },
  );
}

const acts: Record<SweepControl, (tx: Transaction, id: number, state: SweepState) => Promise<void>> = {
  async pause(tx, id, state) {
    if (state === 'stopped') throw alreadyStopped(id);
    await tx.$executeRaw(control.setSweepState(id, 'paused'));
    await tx.$executeRaw(control.ask(control.ofSweep(id), 'pause'));
  },
  async stop(tx, id) {
    await tx.$executeRaw(control.setSweepState(id, 'stopped'));
    await tx.$executeRaw(control.ask(control.ofSweep(id), 'stop'));
    await tx.$executeRaw(control.cancelWaiting(control.ofSweep(id), canceled));
  },
  async resume(tx, id) {
    await tx.$executeRaw(control.setSweepState(id, 'running'));
    await tx.$executeRaw(control.takeBack(control.ofSweep(id)));
    const waiting = await tx.$queryRaw<{ id: number }[]>(control.resumable(control.ofSweep(id), false));
    await requeue(
      tx,
      id,
      waiting.map((run) => run.id),
    );
  },
};

function alreadyStopped(id: number): AppError {
  return new AppError({
    code: 'bad_input',
    message: `Sweep ${String(id)} was stopped: there is nothing to pause.`,
    hint: 'Resume it to let it go on.',
  });
}
