import {
  AppError,
  defaultBeside,
  isTrial,
  dependentNames,
  parameterNames,
  sweepSpec,
} from '@tenbin/contracts';
import type {
  DependentName,
  ParameterName,
  TrialDetail,
  SweepSpec,
  TrialParameters,
} from '@tenbin/contracts';
import { getRun, getSweep } from '@tenbin/db';
import type { Context } from '../cli/command.ts';
import { launchSweep } from '../sweeping/launch-sweep.ts';
import { writtenSweep } from '../sweeping/written-sweep.ts';
import { withDatabase } from './with-database.ts';

/**
 * `tenbin run --again ID`: a sweep of this one trial, with its seed and its threads, so that it sums in the same order.
 * @throws AppError `not_found`, `bad_input` when it is no trial of a sweep, and what `launchSweep` throws
 */
export async function repeatRun(id: number, detach: boolean, context: Context): Promise<void> {
  const { run, goal } = await withDatabase(context, async (db) => {
    const found = await getRun(db, id, { pictures: false });
    if (!isTrial(found)) throw notATrial(id);
    return { run: found, goal: (await getSweep(db, found.sweepId)).goal };
  });
  if (run.status !== 'finished') {
    context.output.say(
      `Run ${id} is ${run.status} after epoch ${run.epoch}; this one is trained to its end.`,
    );
  }
  await launchSweep(writtenSweep(specOf(run, goal)), { detach }, context);
}

function notATrial(id: number): AppError {
  return new AppError({
    code: 'bad_input',
    message: `Run ${id} was logged by a program of its own.`,
    hint: 'Run that program again: its page shows the command.',
  });
}

/** The sweep that has what a run was trained with as its only trial. */
export function specOf(
  { id, name, config }: Pick<TrialDetail, 'id' | 'name' | 'config'>,
  goal: SweepSpec['goal'],
): SweepSpec {
  const { dataset, parameters, seed, threads } = config;
  const used = parameterNames.filter((each) => parameters[each] !== undefined && isUsed(each, parameters));
  return sweepSpec.parse({
    name: `again: ${name} (run ${id})`.slice(0, 100),
    dataset,
    goal,
    seeds: [seed],
    ...(threads === undefined ? {} : { threads }),
    parameters: Object.fromEntries(used.map((each) => [each, { value: parameters[each] }])),
  });
}

/** Resolved parameters name also what has no use beside the others: a sweep may not. */
function isUsed(name: ParameterName, parameters: TrialParameters): boolean {
  return !isDependent(name) || defaultBeside(name, parameters) !== undefined;
}

function isDependent(name: ParameterName): name is DependentName & ParameterName {
  return dependentNames.some((each) => each === name);
}
