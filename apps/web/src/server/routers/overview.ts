import type { RunRow } from '@tenbin/contracts';
import { listSweeps, listWorkers, overview, tableOfRuns } from '@tenbin/db';
import { standingOf, standingOrder } from '../../runs/standing.ts';
import type { Standing } from '../../runs/standing.ts';
import { procedure, router } from '../trpc.ts';

/** Runs, newest first, among which the overview looks for what runs and what needs attention. */
const recent = 1000;
const shown = { running: 8, attention: 6, best: 6, sweeps: 6 };

export const overviewRouter = router({
  /** Numbers of the frame: how much there is, how much of it runs. */
  counts: procedure.query(({ ctx }) => overview(ctx.database)),

  /** What runs now, what needs attention (worst first), the best runs, and the latest sweeps. */
  page: procedure.query(async ({ ctx: { database } }) => {
    const latest = { column: { of: 'run', name: 'id' }, direction: 'desc' } as const;
    const highest = { column: { of: 'best', name: 'val_accuracy' }, direction: 'desc' } as const;
    const [{ runs }, { runs: best }, sweeps, workers] = await Promise.all([
      tableOfRuns(database, { sort: latest, limit: recent }),
      tableOfRuns(database, { sort: highest, limit: shown.best }),
      listSweeps(database),
      listWorkers(database),
    ]);
    const attention = runs.filter((run) => severityOf(run) > 0);
    return {
      /** The latest runs by what the verdict column says of them. */
      standings: countBy(runs.map(standingOf)),
      workers,
      running: runs.filter(({ status }) => status === 'running').slice(0, shown.running),
      attentionCount: attention.length,
      attention: attention.toSorted((a, b) => severityOf(b) - severityOf(a)).slice(0, shown.attention),
      best: best.filter((run) => run.best !== null),
      sweeps: sweeps.toSorted((a, b) => b.createdAt - a.createdAt).slice(0, shown.sweeps),
    };
  }),
});

function countBy(standings: Standing[]): { standing: Standing; count: number }[] {
  const groups = Map.groupBy(standings, (standing) => standing);
  return [...groups]
    .map(([standing, all]) => ({ standing, count: all.length }))
    .toSorted((a, b) => standingOrder[a.standing] - standingOrder[b.standing]);
}

/** How much a run asks for a look: 0 not at all. */
function severityOf({ status, verdict }: RunRow): number {
  if (status === 'crashed') return 4;
  if (status === 'failed') return 3;
  if (verdict?.state === 'diverged') return 2;
  return verdict?.state === 'overfitting' ? 1 : 0;
}
