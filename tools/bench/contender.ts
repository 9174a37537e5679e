import { z } from 'zod';
import { modelNames, precisions, trialParameters } from '@tenbin/contracts';
import type { ModelName } from '@tenbin/contracts';

/** What every contender trains: the same networks on images of noise, fed as bytes from memory. */
export interface Workload {
  model: ModelName;
  /** Of the images, in pixels. */
  side: number;
  batchSize: number;
  /** Steps before a clock runs; ours tell their loss there. */
  warmUp: number;
}

export const workloads: Workload[] = [
  { model: 'vgg-small', side: 32, batchSize: 64, warmUp: 100 },
  { model: 'vgg-16', side: 64, batchSize: 32, warmUp: 10 },
  { model: 'resnet-18', side: 32, batchSize: 64, warmUp: 20 },
];

/** "vgg-16 64², batches of 32" */
export function titleOf({ model, side, batchSize }: Workload): string {
  return `${model} ${side}², batches of ${batchSize}`;
}

/** What a process is told to do: the argument of ours.ts and of the scripts in peers. */
export const task = z.strictObject({
  model: z.enum(modelNames),
  side: z.int(),
  batchSize: z.int(),
  warmUp: z.int(),
  classes: z.int(),
  dropout: z.number(),
  learningRate: z.number(),
  momentum: z.number(),
  threads: z.int(),
  /** How long it trains, and then evaluates, in seconds: at least that, and three steps. */
  seconds: z.number(),
  /** Images a batch of the evaluation; 0 for none. */
  evaluateBatch: z.int(),
  /** Whether it trains on only when a line comes in, so that several begin together. */
  waits: z.boolean(),
  /** Ours only. */
  path: z.enum(['graph', 'layers']),
  precision: z.enum(precisions),
  home: z.string(),
});
export type Task = z.infer<typeof task>;

/** What a process says: that it stands at a point, and at its end what it found. */
export const message = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('first-step') }),
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({
    type: z.literal('result'),
    /** Trainable numbers of its network: proof that all train the same. */
    parameters: z.int(),
    imagesPerSecond: z.number(),
    /** Largest resident memory up to the end of training. */
    peakBytes: z.number(),
    /** Images a second of the evaluation. */
    evaluated: z.number().nullable(),
    /** Mean training loss over the last quarter of the warm-up. */
    loss: z.number().nullable(),
  }),
]);
export type Message = z.infer<typeof message>;
export type Result = Extract<Message, { type: 'result' }>;

/** Keras's own defaults for SGD with momentum, which are the trial's. */
export function taskOf(
  workload: Workload,
  rest: Pick<Task, 'threads' | 'seconds' | 'home'> & Partial<Task>,
): Task {
  const parameters = trialParameters.parse({ model: workload.model, optimizer: 'momentum' });
  const { dropout, learningRate, momentum = 0 } = parameters;
  return {
    ...workload,
    classes: 10,
    dropout,
    learningRate,
    momentum,
    evaluateBatch: 0,
    waits: false,
    path: 'graph',
    precision: 'float32',
    ...rest,
  };
}
