import { createStudy } from '@tenbin/sweep';
import { z } from 'zod';
import { lastLine, run } from '../../engine/command.mjs';
import type { Command } from '../run-contender.ts';
import { dimensionOf } from './parameters.ts';
import { problems, timed } from './problems.ts';

const bySampler = <Item extends z.ZodType>(item: Item) => z.object({ random: item, tpe: item });

const results = z.object({
  /** By the title of the problem. */
  problems: z.record(
    z.string(),
    z.object({
      /** Of the objective at the points that it was given. */
      values: z.array(z.number()),
      /** The best value of a study, for each seed. */
      best: bySampler(z.array(z.number())),
    }),
  ),
  askMilliseconds: bySampler(z.number()),
});
export type OptunaResults = z.infer<typeof results>;

/**
 * Runs Optuna's side of everything.
 * @throws Error when it fails, or when an objective is not the same on both sides
 */
export async function optunaResults(
  [program, ...given]: Command,
  { log, ...task }: { trials: number; seeds: number; past: number; log: (line: string) => void },
): Promise<OptunaResults> {
  log('Optuna on all problems: about a minute …');
  const asked = problems.map((problem) => ({
    ...problem,
    points: pointsOf(problem.parameters.map(dimensionOf)),
  }));
  const argument = JSON.stringify({
    ...task,
    timed: timed.title,
    problems: asked.map(({ title, parameters, points }) => ({ title, parameters, points })),
  });
  const ended = await run([program, ...given, argument]);
  if (ended.status !== 'done') throw new Error(`Optuna's side failed: ${ended.stderr || lastLine(ended)}`);
  const answer = results.parse(JSON.parse(lastLine({ ...ended, stderr: '' })));
  for (const { title, points, value } of asked) {
    for (const [at, point] of points.entries()) {
      const [ours, theirs = NaN] = [value(point), answer.problems[title]?.values[at]];
      if (!(Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(ours)))) {
        throw new Error(`${title} is ${ours} here and ${theirs} in Python at ${JSON.stringify(point)}`);
      }
    }
  }
  return answer;
}

/** A few settings, at which both sides must have the same value. */
function pointsOf(space: ReturnType<typeof dimensionOf>[]) {
  const study = createStudy({ space, method: 'random', directions: ['minimize'], seed: 1 });
  return Array.from({ length: 12 }, () => study.ask()?.params ?? {});
}
