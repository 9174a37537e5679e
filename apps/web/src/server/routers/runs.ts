import { epochMetricKeys, metricKey, sweepControls } from '@tenbin/contracts';
import type { Curve, RunRow } from '@tenbin/contracts';
import {
  controlRun,
  getConsole,
  getCurves,
  getRun,
  getSheets,
  labelRuns,
  listRuns,
  remove,
  restore,
} from '@tenbin/db';
import { z } from 'zod';
import { filesOfArtifact } from '../artifact-files.ts';
import { procedure, router } from '../trpc.ts';

const id = z.int().positive();
const some = z.array(id).min(1).max(1000);

/** Points of a curve by epoch, at most: a chart of many runs shows no more. */
const epochBuckets = 125;

/** Logged by epoch; the test's at the best epoch alone. */
export const figureKeys = ['learning_rate', 'gradient_norm', 'test_loss', 'test_accuracy'] as const;

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

  /** A run without its sheets of pictures: it is asked for again and again while it trains. */
  get: procedure
    .input(z.object({ id }))
    .query(({ ctx, input }) => getRun(ctx.database, input.id, { pictures: false })),

  /** Asks a run to pause or to stop after its epoch, or to go on; a second stop ends it at once. */
  control: procedure
    .input(z.object({ id, control: z.enum(sweepControls) }))
    .mutation(({ ctx, input }) => controlRun(ctx.database, input.id, input.control)),

  /** Deletes runs so that `restore` brings them back, for 30 days. */
  remove: procedure
    .input(z.object({ ids: some }))
    .mutation(({ ctx, input: { ids } }) => remove(ctx.database, { kind: 'run', ids })),

  restore: procedure
    .input(z.object({ ids: some }))
    .mutation(({ ctx, input: { ids } }) => restore(ctx.database, { kind: 'run', ids })),

  /** Renames, annotates or tags runs. */
  label: procedure
    .input(
      z.object({
        ids: some,
        name: z.string().optional(),
        notes: z.string().optional(),
        addTags: z.array(z.string()).optional(),
        removeTags: z.array(z.string()).optional(),
      }),
    )
    .mutation(({ ctx, input: { ids, ...labels } }) => labelRuns(ctx.database, ids, labels)),

  sheets: procedure.input(z.object({ id })).query(({ ctx, input }) => getSheets(ctx.database, input.id)),

  /** What a run's own page shows by epoch besides the four metrics; a metric that it did not log is left out. */
  figures: procedure
    .input(z.object({ id }))
    .query(({ ctx, input }) => getCurves(ctx.database, { runIds: [input.id], keys: [...figureKeys] })),

  /** Metrics of any name, for drawing. */
  metrics: procedure
    .input(z.object({ id, keys: z.array(metricKey).max(200) }))
    .query(({ ctx, input }) => getCurves(ctx.database, { runIds: [input.id], keys: input.keys })),
  /** The last of what the process of a logged run wrote. */
  console: procedure
    .input(z.object({ id, limit: z.int().min(1).max(5000) }))
    .query(({ ctx, input }) => getConsole(ctx.database, input.id, { limit: input.limit })),
  /** The files of a version of an artifact. */
  artifactFiles: procedure.input(z.object({ id })).query(async ({ ctx, input }) => {
    const { files } = await filesOfArtifact(ctx.database, input.id);
    return files.map(({ path, bytes }) => ({ path, bytes }));
  }),
  /** The four epoch metrics of each run, thinned to what a chart can show. */
  curves: procedure
    .input(z.object({ runIds: z.array(id).max(1000) }))
    .query(async ({ ctx, input: { runIds } }) => {
      const drawn = await getCurves(ctx.database, {
        runIds,
        keys: [...epochMetricKeys],
        buckets: epochBuckets,
      });
      // Lines alone are drawn of them: the lowest and highest of each point would be two thirds of what travels.
      return drawn.map(({ runId, key, steps, values }): Curve => ({ runId, key, steps, values }));
    }),
});
