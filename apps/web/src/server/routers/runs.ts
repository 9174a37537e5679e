import { epochMetricKeys } from '@tenbin/contracts';
import type { RunRow } from '@tenbin/contracts';
import { getCurves, getRun, listRuns } from '@tenbin/db';
import { z } from 'zod';
import { procedure, router } from '../trpc.ts';

const id = z.int().positive();

export const runsRouter = router({
  /**
   * All runs, those of one sweep, or the named ones; an id that is not there is left out. A list of thousands
   * travels without what only a run's own page shows: the evidence and the reasons of its verdict.
   */
  list: procedure
    .input(z.object({ sweepId: id.optional(), ids: z.array(id).max(1000).optional() }))
    .query(async ({ ctx, input: { sweepId, ids } }) => {
      const runs = await listRuns(ctx.database, {
        ...(sweepId === undefined ? {} : { sweepId }),
        ...(ids === undefined ? {} : { ids }),
      });
      return runs.map((run): RunRow => ({
        ...run,
        verdict: run.verdict && { ...run.verdict, evidence: {}, reasons: [] },
      }));
    }),

  get: procedure.input(z.object({ id })).query(({ ctx, input }) => getRun(ctx.database, input.id)),

  /** The four epoch metrics of each run, thinned to what a chart can show. */
  curves: procedure
    .input(z.object({ runIds: z.array(id).max(1000) }))
    .query(({ ctx, input: { runIds } }) => getCurves(ctx.database, { runIds, keys: [...epochMetricKeys] })),
});
