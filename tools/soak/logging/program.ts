// A program that logs until it is killed, or so many steps: one JSON argument; it tells its parent what it has logged.
import { setTimeout as sleep } from 'node:timers/promises';
import { startRun } from '@tenbin/tracking';
import { z } from 'zod';
import { valuesAt } from './values.ts';

const { steps, ...place } = z
  .strictObject({
    url: z.string(),
    apiKey: z.string(),
    directory: z.string(),
    /** Null: for ever. */
    steps: z.int().nullable(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const run = await startRun({
  ...place,
  project: 'soak',
  console: false,
  system: false,
  git: false,
  log: () => {},
});
/** Calls during which the system gave the core to somebody else are counted apart: that is no doing of log(). */
const slowest = { undisturbed: 0, preempted: 0 };
const preemptions = (): number => process.resourceUsage().involuntaryContextSwitches;
for (let step = 1; step <= (steps ?? Infinity); step += 1) {
  const values = valuesAt(step);
  const before = preemptions();
  const from = performance.now();
  run.log(values);
  const took = performance.now() - from;
  const kind = preemptions() === before ? 'undisturbed' : 'preempted';
  slowest[kind] = Math.max(slowest[kind], took);
  if (step % 20 > 0 && step !== steps) continue;
  process.send?.({ run: run.uuid, step, slowest });
  await sleep(3 * Math.random());
}
if (!(await run.flush({ timeoutMs: 120_000 }))) process.exitCode = 1;
await run.finish();
process.disconnect();
