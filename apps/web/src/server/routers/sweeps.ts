import { datasetNames, sweepControls } from '@tenbin/contracts';
import type { SweepDetail } from '@tenbin/contracts';
import { changeSweep, controlSweep, getSweep, listSweeps, remove } from '@tenbin/db';
import { z } from 'zod';
import { sweepChanges } from '../../sweeps/changes.ts';
import { readEnv } from '../env.ts';
import { frontOf } from '../front.ts';
import { folder, launchSweep, lookAt } from '../launch-sweep.ts';
import { memoryBytes } from '../machine.ts';
import { procedure, router } from '../trpc.ts';

const id = z.int().positive();

export const sweepsRouter = router({
  list: procedure.query(({ ctx }) => listSweeps(ctx.database)),

  /** A sweep without where it came from, which may be long: it is asked for again and again while it works. */
  get: procedure.input(z.object({ id })).query(async ({ ctx, input }): Promise<SweepDetail> => {
    const sweep = await getSweep(ctx.database, input.id);
    return { ...sweep, provenance: null };
  }),

  origin: procedure
    .input(z.object({ id }))
    .query(async ({ ctx, input }) => (await getSweep(ctx.database, input.id)).provenance),

  /** The trials that no other one beats in everything that the sweep weighs. */
  front: procedure.input(z.object({ id })).query(({ ctx, input }) => frontOf(ctx.database, input.id)),

  /** Asks a sweep to pause, to go on, or to stop; a second stop ends at once what still trains. */
  control: procedure
    .input(z.object({ id, control: z.enum(sweepControls) }))
    .mutation(({ ctx, input }) => controlSweep(ctx.database, input.id, input.control)),

  change: procedure
    .input(z.object({ id, changes: sweepChanges }))
    .mutation(({ ctx, input }) => changeSweep(ctx.database, input.id, input.changes)),

  remove: procedure
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => remove(ctx.database, { kind: 'sweep', id: input.id })),

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
