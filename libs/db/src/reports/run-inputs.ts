import { epochMetricKeys, recordOf } from '@tenbin/contracts';
import type { History, RunDetail, RunRow, SweepDetail } from '@tenbin/contracts';
import type { Database } from '../database.ts';
import * as queries from '../queries/reports.ts';
import { getRun } from '../runs/get-run.ts';
import { runRows } from '../runs/run-rows.ts';
import { sweepDetails } from '../sweeps/read-sweeps.ts';
import { historiesOf } from './histories.ts';
import { runsOf } from './overfit-inputs.ts';

/** What a report on one run is made from. */
export interface RunInputs {
  /** Without its pictures. */
  run: RunDetail;
  /** Every epoch. */
  history: History;
  /** The other runs on the same data set. */
  siblings: RunRow[];
  /** Follow-ups that try to cure it, the newest first. */
  sweeps: SweepDetail[];
  runsOfCures: RunRow[];
}

/** @throws AppError `not_found` when there is no such run */
export async function runInputs(db: Database, runId: number): Promise<RunInputs> {
  const run = await getRun(db, runId, { pictures: false });
  return db.snapshot(async (moment) => {
    const others = await moment.prisma.$queryRaw<{ id: number }[]>(queries.siblings(runId));
    const siblings = await runRows(moment, { ids: others.map(({ id }) => id) });
    const sweeps = (await sweepDetails(moment)).filter(({ cureOf }) => cureOf === runId);
    const history = (await historiesOf(moment, [runId])).get(runId);
    return {
      run,
      history: history ?? recordOf(epochMetricKeys, () => []),
      siblings,
      sweeps,
      runsOfCures: await runsOf(moment, sweeps),
    };
  });
}
