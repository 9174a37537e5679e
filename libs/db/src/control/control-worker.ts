import { AppError } from '@tenbin/contracts';
import type { WorkerControl, WorkerState } from '@tenbin/contracts';
import type { Database } from '../database.ts';
import * as control from '../queries/control.ts';
import * as live from '../queries/live.ts';

const states: Record<WorkerControl, WorkerState> = { pause: 'paused', resume: 'working', stop: 'stopping' };

/**
 * Asks something of a worker. pause: it ends what it trains and takes nothing new. stop: it gives its trials back, to go
 * on elsewhere from their checkpoints, and ends.
 * @throws AppError `not_found`; `bad_input` for one that is stopping already and is to do anything else
 */
export async function controlWorker(db: Database, id: string, asked: WorkerControl): Promise<void> {
  const changed = await db.prisma.$executeRaw(control.setWorkerState(id, states[asked]));
  if (changed === 0) {
    const worker = await db.prisma.worker.findUnique({ where: { id }, select: { state: true } });
    if (!worker) {
      throw new AppError({
        code: 'not_found',
        message: `There is no worker ${id}.`,
        hint: '`tenbin worker ls` lists those that live.',
      });
    }
    if (asked !== 'stop') {
      throw new AppError({
        code: 'bad_input',
        message: `Worker ${id} is stopping.`,
        hint: 'Start another one: `tenbin worker`.',
      });
    }
  }
  await db.prisma.$queryRaw(live.notify);
}
