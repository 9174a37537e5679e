import { adviceKinds } from '@tenbin/contracts';
import { overfitInputs, runInputs } from '@tenbin/db';
import { overfitReport, runReport } from '@tenbin/metrics';
import { z } from 'zod';
import { readEnv } from '../env.ts';
import { launchCure } from '../launch-cure.ts';
import { procedure, router } from '../trpc.ts';

const id = z.int().positive();

/** Reports are read again and again: what a page has already, the run itself and its history, does not travel. */
export const overfittingRouter = router({
  /** What all runs say together, and how many there are in how many sweeps. */
  project: procedure.query(async ({ ctx }) => {
    const { runs, sweeps, curves } = await overfitInputs(ctx.database);
    const report = overfitReport({ scope: 'project', title: 'Overfitting', runs, sweeps, curves });
    return { ...report, runs: runs.length, sweeps: sweeps.length };
  }),

  sweep: procedure.input(z.object({ id })).query(async ({ ctx, input }) => {
    const { runs, sweeps, curves } = await overfitInputs(ctx.database, { sweepId: input.id });
    const title = sweeps.find((sweep) => sweep.id === input.id)?.name ?? '';
    return overfitReport({ scope: 'sweep', title, runs, sweeps, curves });
  }),

  run: procedure.input(z.object({ id })).query(async ({ ctx, input }) => {
    const { siblings, advice, cures, savings } = runReport(await runInputs(ctx.database, input.id));
    return { siblings, advice, cures, savings };
  }),

  /** Launches the follow-up of a run and gives the id of its sweep. */
  cure: procedure
    .input(
      z.object({
        runId: id,
        kinds: z.array(z.enum(adviceKinds)).min(1).optional(),
        seeds: z.int().min(1).max(100).optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => ({
      id: await launchCure(ctx.database, { ...input, home: readEnv().TENBIN_HOME }),
    })),
});
