import { AppError, epochMetricKeys, isTrial, recordOf } from '@tenbin/contracts';
import type { History, TrialDetail, TrialRow, SweepDetail } from '@tenbin/contracts';
import type { Database } from '../database.ts';
import * as queries from '../queries/reports.ts';
import { getRun } from '../runs/get-run.ts';
import { trialRows } from '../runs/run-rows.ts';
import { sweepDetails } from '../sweeps/read-sweeps.ts';
import { historiesOf } from './histories.ts';
import { runsOf } from './overfit-inputs.ts';

/** What a report on one run is made from. */
export interface RunInputs {
  /** Without its pictures. */
  run: TrialDetail;
  /** Every epoch. */
  history: History;
  /** The other runs on the same data set. */
  siblings: TrialRow[];
  /** Follow-ups that try to cure it, the newest first. */
  sweeps: SweepDetail[];
  runsOfCures: TrialRow[];
}

/** @throws AppError `not_found` when there is no such run; `bad_input` when it is no trial of a sweep */
export async function runInputs(db: Database, runId: number): Promise<RunInputs> {
  const run = await getRun(db, runId, { pictures: false });
  if (!isTrial(run)) throw notATrial(runId);
  return db.snapshot(async (moment) => {
    const others = await moment.prisma.$queryRaw<{ id: number }[]>(queries.siblings(runId));
    const siblings = await trialRows(moment, { ids: others.map(({ id }) => id) });
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

function notATrial(runId: number): AppError {
  return new AppError({
    code: 'bad_input',
    message: `Run ${String(runId)} was logged by a program of its own: what cures it is not Tenbin's to train.`,
    hint: 'Its page shows its verdict. Reports and cures are made for trials of sweeps.',
  });
}
