import { datasetNames } from '@tenbin/contracts';
import { getSweep, listSweeps } from '@tenbin/db';
import { z } from 'zod';
import { readEnv } from '../env.ts';
import { folder, launchSweep, lookAt } from '../launch-sweep.ts';
import { memoryBytes } from '../machine.ts';
import { procedure, router } from '../trpc.ts';

export const sweepsRouter = router({
  list: procedure.query(({ ctx }) => listSweeps(ctx.database)),

  get: procedure
    .input(z.object({ id: z.int().positive() }))
    .query(({ ctx, input }) => getSweep(ctx.database, input.id)),

  /** The machine that the server runs on, which is the one that trains unless workers run elsewhere. */
  machine: procedure.query(() => ({ memoryBytes: memoryBytes(), folder: folder() })),

  /** What a data set looks like at a glance; `dataset_missing` when it is not there. */
  images: procedure
    .input(z.union([z.object({ path: z.string().min(1) }), z.object({ name: z.enum(datasetNames) })]))
    .query(({ input }) => lookAt(input, readEnv().TENBIN_HOME)),

  launch: procedure
    .input(z.object({ source: z.string().max(1_000_000), anyway: z.boolean() }))
    .mutation(async ({ ctx, input }) => ({
      id: await launchSweep(ctx.database, { ...input, home: readEnv().TENBIN_HOME }),
    })),
});
