import { getSweep, listSweeps } from '@tenbin/db';
import { z } from 'zod';
import { procedure, router } from '../trpc.ts';

export const sweepsRouter = router({
  list: procedure.query(({ ctx }) => listSweeps(ctx.database)),

  get: procedure
    .input(z.object({ id: z.int().positive() }))
    .query(({ ctx, input }) => getSweep(ctx.database, input.id)),
});
