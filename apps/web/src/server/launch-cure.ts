import { AppError } from '@tenbin/contracts';
import type { AdviceKind } from '@tenbin/contracts';
import { getSweep, runInputs } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { adviceFor, cureFile } from '@tenbin/metrics';
import { launchSweep } from './launch-sweep.ts';
import { sweepText } from './sweep-text.ts';

export interface Cure {
  runId: number;
  /** Advice to follow, one case each; all of it that changes a parameter unless they are named. */
  kinds?: readonly AdviceKind[] | undefined;
  /** Seeds of each case; as many as `cureFile` takes unless they are counted. */
  seeds?: number | undefined;
  /** Tenbin's folder on this machine, where data sets known by name may lie. */
  home?: string | undefined;
}

/**
 * Launches the follow-up of a run: the run as it was and with one change at a time.
 * @returns the sweep's id
 * @throws AppError `not_found` for the run, `bad_input` when nothing of what is advised can be launched, or what
 *   `launchSweep` throws
 */
export async function launchCure(database: Database, { runId, kinds, seeds, home }: Cure): Promise<number> {
  const { run, history, siblings } = await runInputs(database, runId);
  const all = adviceFor({ run, siblings, history });
  const advice = kinds === undefined ? all : all.filter(({ kind }) => kinds.includes(kind));
  if (advice.length === 0 && kinds !== undefined) throw notAdvised(runId, kinds);
  const { goal } = await getSweep(database, run.sweepId);
  const source = sweepText(cureFile({ run, advice, seeds, goal }));
  return launchSweep(database, { source, anyway: false, cureOf: runId, home });
}

function notAdvised(runId: number, kinds: readonly AdviceKind[]): AppError {
  return new AppError({
    code: 'bad_input',
    message: `${kinds.join(', ')} is not advised for run ${runId} any more`,
    hint: 'Reload the page: runs that have ended since may have changed the advice.',
  });
}
