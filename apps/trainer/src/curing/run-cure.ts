import { AppError } from '@tenbin/contracts';
import type { Advice, AdviceKind, Goal } from '@tenbin/contracts';
import { getSweep, listTrials, runInputs } from '@tenbin/db';
import type { Database, RunInputs } from '@tenbin/db';
import { adviceFor, cureFile, cureReport } from '@tenbin/metrics';
import type { Context } from '../cli/command.ts';
import type { Output } from '../cli/output.ts';
import { withDatabase } from '../controlling/with-database.ts';
import { cureBlocks } from '../reporting/document/cure-section.ts';
import { linesOf } from '../reporting/text-report.ts';
import { launchSweep } from '../sweeping/launch-sweep.ts';
import { writtenSweep } from '../sweeping/written-sweep.ts';
import { plannedLines } from './planned-lines.ts';

export interface CureRequest {
  /** Id of the run to cure. */
  run: number;
  /** Seeds of each case. */
  seeds: number;
  /** Kinds of advice to try; by default the best few. */
  only?: AdviceKind[] | undefined;
  dryRun: boolean;
  detach: boolean;
}

/**
 * `tenbin overfit cure RUN`: trains the run as it was and with each cure, with the same seeds, and says what helped.
 * @throws AppError `not_found`, `bad_input` when there is nothing to try, and what `launchSweep` throws
 */
export async function runCure(request: CureRequest, context: Context): Promise<void> {
  const { run: id, seeds, only, dryRun, detach } = request;
  const { output } = context;
  const { inputs, goal } = await withDatabase(context, (db) => read(db, id));
  const { run } = inputs;
  const advice = chosen(adviceFor(inputs), { only, id });
  const file = cureFile({ run, advice, seeds, goal, ...(only === undefined ? {} : { cures: only.length }) });
  const sweep = writtenSweep(file);
  for (const line of plannedLines(sweep, { run, advice }, output.page)) output.say(line);
  if (dryRun) {
    output.result({ file, total: sweep.total });
    return;
  }
  await launchSweep(
    { ...sweep, cureOf: id },
    { detach, atEnd: (db, sweepId) => tellWhatHelped(db, sweepId, output) },
    context,
  );
  if (detach) output.say(`\`tenbin overfit report --run ${id}\` says what helped once it has ended.`);
}

async function read(db: Database, id: number): Promise<{ inputs: RunInputs; goal: Goal }> {
  const inputs = await runInputs(db, id);
  return { inputs, goal: (await getSweep(db, inputs.run.sweepId)).goal };
}

/** The advice of these kinds. */
function chosen(advice: Advice[], { only, id }: { only: AdviceKind[] | undefined; id: number }): Advice[] {
  if (only === undefined) return advice;
  const found = advice.filter(({ kind }) => only.includes(kind));
  const missing = only.filter((kind) => found.every((each) => each.kind !== kind));
  if (missing.length === 0) return found;
  const kinds = advice.filter(({ patch }) => patch !== null).map(({ kind }) => kind);
  throw new AppError({
    code: 'bad_input',
    message: `--only: ${missing.join(', ')} is not advised for run ${id}`,
    hint: kinds.length === 0 ? 'Nothing is.' : `What is: ${kinds.join(', ')}.`,
  });
}

async function tellWhatHelped(db: Database, sweepId: number, output: Output): Promise<void> {
  const sweep = await getSweep(db, sweepId);
  const report = cureReport({ sweep, runs: await listTrials(db, { sweepId }) });
  const parts = cureBlocks(report).map((block) => linesOf(block, output.page).join('\n'));
  output.say(parts.join('\n\n'));
  output.document({ event: 'cured', report });
}
