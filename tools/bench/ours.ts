// As a program, with a task: trains it with Tenbin's own step and says how fast that was.
import { once } from 'node:events';
import { trialParameters } from '@tenbin/contracts';
import { createLayersStep, createStep, networkFor, selectEngine } from '@tenbin/training';
import type { Batch } from '@tenbin/training';
import { task as taskSchema } from './contender.ts';
import type { Message } from './contender.ts';
import { noiseBatches } from './noise.ts';

const task = taskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const { model, batchSize, precision, learningRate, classes, side, seconds, warmUp, evaluateBatch } = task;
const say = (said: Message): void => console.log(JSON.stringify(said));

await selectEngine({ home: task.home, log: () => undefined, prefer: 'tensorflow-cpu' });
const parameters = trialParameters.parse({ model, batchSize, precision, optimizer: 'momentum' });
const network = networkFor(parameters, [side, side, 3], classes);
const create = task.path === 'graph' ? createStep : createLayersStep;
using step = create({ network, parameters, seed: 1, log: (line) => console.error(line) });
if (step.path !== task.path) throw new Error(`the step runs through the ${step.path}`);

const batches = noiseBatches(8, batchSize, { side, classes });
const losses: number[] = [];
for (let at = 0; at < warmUp; at += 1) {
  losses.push(step.train(batchAt(at), learningRate).loss);
  if (at === 0) say({ type: 'first-step' });
}
if (task.waits) {
  say({ type: 'ready' });
  await once(process.stdin, 'data');
  process.stdin.destroy();
}
const imagesPerSecond = rate((at) => step.train(batchAt(at), learningRate).count);
const peakBytes = process.resourceUsage().maxRSS * 1024;
const [large] = evaluateBatch > 0 ? noiseBatches(1, evaluateBatch, { side, classes }) : [];
const last = losses.slice(-Math.ceil(warmUp / 4));
say({
  type: 'result',
  parameters: step.parameterCount,
  imagesPerSecond,
  peakBytes,
  evaluated: large === undefined ? null : rate(() => step.evaluate(large).losses.length, 1),
  loss: last.reduce((sum, loss) => sum + loss, 0) / last.length,
});
process.exit();

/** Images a second of `act`, which says how many it did, after `before` calls that do not count. */
function rate(act: (at: number) => number, before = 0): number {
  for (let at = 0; at < before; at += 1) act(at);
  const begin = performance.now();
  let [images, at] = [0, 0];
  for (; at < 3 || performance.now() - begin < seconds * 1000; at += 1) images += act(at);
  return (images * 1000) / (performance.now() - begin);
}

function batchAt(place: number): Batch {
  const batch = batches[place % batches.length];
  if (batch === undefined) throw new RangeError('there are no batches');
  return batch;
}
