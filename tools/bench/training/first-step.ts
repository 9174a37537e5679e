import { join } from 'node:path';
import { z } from 'zod';
import { median, rowOf } from '../benchmark.ts';
import type { Row, Setting } from '../benchmark.ts';
import { taskOf, workloads } from '../contender.ts';
import { threads } from '../machine.ts';
import { runProgram } from '../run-program.ts';
import { startContender } from '../run-contender.ts';
import type { Command } from '../run-contender.ts';

/** What a trial process does one after the other up to its first step. */
const parts = ['modules', 'engine', 'data', 'graph', 'step'] as const;
const answer = z.object({ at: z.record(z.enum(parts), z.number()) });

/** From the start of a process to the end of its first step: a trial with its data from the cache, and Keras with none. */
export async function firstStep(keras: Command | null, { home, quick, log }: Setting): Promise<Row[]> {
  const script = join(import.meta.dirname, 'trial-start.ts');
  const start = () => runProgram(script, { argument: { home }, threads, answer });
  await start(); // fills the cache of decoded images, and the system's cache of files
  const [own, other]: [Record<(typeof parts)[number], number>[], number[]] = [[], []];
  const [workload] = workloads;
  for (let round = 1; round <= (quick ? 1 : 5); round += 1) {
    own.push((await start()).at);
    if (keras === null || workload === undefined) continue;
    const task = taskOf({ ...workload, warmUp: 1 }, { home, threads, seconds: 0 });
    other.push((await startContender(keras, task).result).firstStepSeconds);
    log(`first step, round ${round}: ${own.at(-1)?.step.toFixed(0)} ms, Keras ${other.at(-1)?.toFixed(2)} s`);
  }
  const seconds = (part: (typeof parts)[number]): number => (median(own.map((at) => at[part])) ?? 0) / 1000;
  return [
    ...rowOf('vgg-small: process start to first step | Keras', 's', [seconds('step'), median(other)]),
    ...parts.flatMap((part, at) => {
      const before = parts[at - 1];
      const length = seconds(part) - (before === undefined ? 0 : seconds(before));
      return rowOf(`  of that: ${part}`, 's', [length, null]);
    }),
  ];
}
