import { AppError } from '@tenbin/contracts';
import type { RunStatus, SweepControl } from '@tenbin/contracts';
import type { Transaction } from '../client.ts';
import type { Database } from '../database.ts';
import * as control from '../queries/control.ts';
import * as live from '../queries/live.ts';
import * as sweeps from '../queries/sweeps.ts';
import { noRun } from '../runs/get-run.ts';
import { canceled } from './canceled.ts';
import { requeue } from './requeue.ts';

interface Found {
  id: number;
  sweepId: number;
  status: RunStatus;
}

/**
 * Asks something of one run: to wait at its checkpoint after its epoch, to end there, to go on. A second stop kills it.
 * Resuming a run that was canceled, has crashed or has failed makes another attempt at it.
 * @throws AppError `not_found`; `bad_input` when the run has come to its own end
 */
export async function controlRun(db: Database, runId: number, asked: SweepControl): Promise<void> {
  await db.transaction(
    async (tx) => {
      const which = await tx.run.findUnique({
        where: { id: runId, deletedAt: null },
        select: { sweepId: true },
      });
      if (!which) throw noRun(runId);
      const { sweepId } = which;
      if (sweepId === null) throw notOurs(runId);
      await tx.$queryRaw(sweeps.lockSweep(sweepId));
      const found = await tx.run.findUnique({ where: { id: runId }, select: { id: true, status: true } });
      if (!found) throw noRun(runId);
      const run = { ...found, sweepId };
      if (!open[asked].includes(run.status)) throw hasEnded(run, asked);
      await acts[asked](tx, run);
      await tx.$queryRaw(live.notify);
    },
    { timeoutMs: 30_000 },
  );
}

function notOurs(runId: number): AppError {
  return new AppError({
    code: 'bad_input',
    message: `Run ${String(runId)} is logged by a program of its own, not trained by a worker.`,
    hint: 'End that program: its run ends with it.',
  });
}

/** Of which runs each can be asked. */
const open: Record<SweepControl, RunStatus[]> = {
  pause: ['queued', 'running', 'paused'],
  stop: ['queued', 'running', 'paused'],
  resume: ['queued', 'running', 'paused', 'canceled', 'crashed', 'failed'],
};

const acts: Record<SweepControl, (tx: Transaction, run: Found) => Promise<void>> = {
  async pause(tx, { id }) {
    await tx.$executeRaw(control.ask(control.ofRun(id), 'pause'));
    await tx.$executeRaw(control.pauseWaiting(control.ofRun(id)));
  },
  async stop(tx, { id }) {
    await tx.$executeRaw(control.ask(control.ofRun(id), 'stop'));
    await tx.$executeRaw(control.cancelWaiting(control.ofRun(id), canceled));
  },
  async resume(tx, { id, sweepId }) {
    const { state } = await tx.sweep.findUniqueOrThrow({ where: { id: sweepId }, select: { state: true } });
    if (state !== 'running') throw sweepAtRest(sweepId, state);
    await tx.$executeRaw(control.takeBack(control.ofRun(id)));
    const waiting = await tx.$queryRaw<{ id: number }[]>(control.resumable(control.ofRun(id), true));
    await requeue(
      tx,
      sweepId,
      waiting.map((run) => run.id),
    );
  },
};

function hasEnded({ id, status }: Found, asked: SweepControl): AppError {
  return new AppError({
    code: 'bad_input',
    message: `Run ${String(id)} is ${status}: there is nothing to ${asked}.`,
    hint:
      asked === 'resume'
        ? `\`tenbin run --again ${String(id)}\` trains the same once more.`
        : 'Only a run that waits or trains can be paused or stopped.',
  });
}

function sweepAtRest(sweepId: number, state: string): AppError {
  return new AppError({
    code: 'bad_input',
    message: `Sweep ${String(sweepId)} is ${state}: nobody would take the run.`,
    hint: `Resume the sweep: \`tenbin sweep resume ${String(sweepId)}\`.`,
  });
}
