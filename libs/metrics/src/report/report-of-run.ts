import { datasetTitle } from '@tenbin/contracts';
import type { History, TrialDetail, TrialRow, SweepDetail } from '@tenbin/contracts';
import { adviceFor } from '../advice/index.ts';
import { cureReport } from '../cure/index.ts';
import type { RunReport } from './overfit-report.ts';
import { savingsOf } from './savings.ts';

export interface RunReportRequest {
  run: TrialDetail;
  /** Every epoch. */
  history: History;
  siblings: readonly TrialRow[];
  /** Follow-ups; those of other runs are left out. */
  sweeps: readonly SweepDetail[];
  runsOfCures: readonly TrialRow[];
}

/** What one run says of overfitting, what to do about it, and what that did where it was tried. */
export function runReport({ run, history, siblings, sweeps, runsOfCures }: RunReportRequest): RunReport {
  const title = datasetTitle(run.config.dataset);
  const others = siblings.filter(({ id, config }) => id !== run.id && datasetTitle(config.dataset) === title);
  return {
    scope: 'run',
    run,
    history,
    siblings: others.length,
    advice: adviceFor({ run, siblings: others, history }),
    cures: sweeps
      .filter(({ cureOf }) => cureOf === run.id)
      .toSorted((left, right) => right.createdAt - left.createdAt || right.id - left.id)
      .map((sweep) => cureReport({ sweep, runs: runsOfCures.filter(({ sweepId }) => sweepId === sweep.id) })),
    savings: savingsOf([run], new Map([[run.id, history]])),
  };
}
