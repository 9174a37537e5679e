// As a program, with Tenbin's home: loads the engine as a trial does, and times the steps of the one training it is told.
import { createStep, networkFor, selectEngine } from '@tenbin/training';
import type { Batch, EngineName } from '@tenbin/training';
import { stepRequest } from './dry-run-messages.ts';
import type { MeasuredStep, StepAnswer, StepRequest } from './dry-run-messages.ts';

/** Steps are timed for that long, and at least and at most so many. */
const spell = { ms: 800, least: 3, most: 40 };

/** Images of a step of the portable engine: a whole batch would take it minutes, and it has no overhead to share. */
const portableBatch = 2;

/** Images a call when nothing is learnt, as `validate` takes them. */
const judgedBatch = 256;

const channels = 3;

const [, , home = ''] = process.argv;
process.once('disconnect', () => process.exit());
const tell = (answer: StepAnswer): void => void process.send?.(answer);

const engine = await selectEngine({ home, log: () => undefined });
process.on('message', (raw) => {
  try {
    tell({ type: 'measured', ...measured(stepRequest.parse(raw), engine.name) });
  } catch (error) {
    tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
});
tell({ type: 'ready' });

function measured({ parameters, side, classes }: StepRequest, name: EngineName): MeasuredStep {
  const begin = performance.now();
  const network = networkFor(parameters, [side, side, channels], classes);
  using step = createStep({ network, parameters, seed: 1, log: () => undefined });
  const portable = name === 'cpu';
  const images = portable ? Math.min(portableBatch, parameters.batchSize) : parameters.batchSize;
  const judged = portable ? images : judgedBatch;
  const batches = { train: batchOf(images, side, classes), judge: batchOf(judged, side, classes) };
  const train = () => secondsOf(() => step.train(batches.train, parameters.learningRate)) / images;
  const judge = () => secondsOf(() => step.evaluate(batches.judge)) / judged;
  // The first time also allocates and compiles, but for the portable engine, which would take long for a second.
  const [firstTrained, firstJudged] = [train(), judge()];
  const buildSeconds = (performance.now() - begin) / 1000;
  if (portable) return { buildSeconds: 0, trainSeconds: [firstTrained], evaluateSeconds: firstJudged };
  return { buildSeconds, trainSeconds: timed(train), evaluateSeconds: judge() };
}

/** How long each of several goes took, in ascending order. */
function timed(go: () => number): number[] {
  const seconds: number[] = [];
  const end = performance.now() + spell.ms;
  while (seconds.length < spell.least || (performance.now() < end && seconds.length < spell.most)) {
    seconds.push(go());
  }
  return seconds.toSorted((a, b) => a - b);
}

function secondsOf(work: () => unknown): number {
  const begin = performance.now();
  work();
  return (performance.now() - begin) / 1000;
}

/** Noise, and every class in turn. */
function batchOf(count: number, side: number, classes: number): Batch {
  return {
    images: Uint8Array.from({ length: count * side * side * channels }, (_, at) => (at * 7919) % 256),
    targets: Float32Array.from({ length: count * classes }, (_, at) =>
      Number(at % classes === Math.floor(at / classes) % classes),
    ),
  };
}
