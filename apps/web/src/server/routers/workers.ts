import { workerControls } from '@tenbin/contracts';
import { controlWorker } from '@tenbin/db';
import { z } from 'zod';
import { procedure, router } from '../trpc.ts';

export const workersRouter = router({
  /** Asks a worker to pause, to go on, or to give its trials back and end. */
  control: procedure
    .input(z.object({ id: z.string().min(1), control: z.enum(workerControls) }))
    .mutation(({ ctx, input: { id, control } }) => controlWorker(ctx.database, id, control)),
});
