import { z } from 'zod';
import { goalMetrics } from './sweep-fields.ts';
import type { Goal } from './sweep-fields.ts';
import type { ScheduleName } from './names.ts';
import { parameterNames, parameterSchemas } from './parameters.ts';
import type { ParameterName } from './parameters.ts';
import { entryOf } from './sweep-file-schema.ts';
import { parameterSynonyms, plainName } from './sweep-file-words.ts';

/** What a parameter of W&B's file stands for. */
export type Meaning = ParameterName | 'dataset' | 'seeds';

const others: ReadonlyMap<string, Meaning> = new Map(
  Object.entries<Meaning>({
    dataset: 'dataset',
    datasetname: 'dataset',
    data: 'dataset',
    datapath: 'dataset',
    datadir: 'dataset',
    dataroot: 'dataset',
    seed: 'seeds',
    seeds: 'seeds',
    randomseed: 'seeds',
  }),
);

/** Arguments of PyTorch's StepLR and ExponentialLR, whose names mean other things elsewhere. */
const ofSchedulers = new Map(
  Object.entries<{ meaning: ParameterName; schedules: ScheduleName[] }>({
    stepsize: { meaning: 'decayEpochs', schedules: ['step'] },
    gamma: { meaning: 'decayRate', schedules: ['step', 'exponential'] },
  }),
);

/** The schedules of which another tool's name is an argument; undefined where it is not known for one. */
export function schedulesOf(name: string): readonly ScheduleName[] | undefined {
  return ofSchedulers.get(plainName(name))?.schedules;
}

/**
 * The parameter that another tool's name means; undefined for one that Tenbin does not have.
 * @param schedules of ours that go with it
 */
export function meaningOf(name: string, schedules: readonly unknown[]): Meaning | undefined {
  const plain = plainName(name);
  const argument = ofSchedulers.get(plain);
  if (argument?.schedules.some((schedule) => schedules.includes(schedule))) return argument.meaning;
  return (
    parameterNames.find((ours) => plainName(ours) === plain) ??
    parameterSynonyms.get(plain) ??
    others.get(plain)
  );
}

/** What other tools call values of parameters that are names, as plain names. */
const valueSynonyms: { [name in ParameterName]?: Record<string, string> } = {
  model: { lenet: 'lenet-5', perceptron: 'mlp' },
  loss: {
    crossentropy: 'categoricalCrossentropy',
    crossentropyloss: 'categoricalCrossentropy',
    ce: 'categoricalCrossentropy',
    mse: 'meanSquaredError',
    mseloss: 'meanSquaredError',
    bce: 'binaryCrossentropy',
    bceloss: 'binaryCrossentropy',
    focalloss: 'focal',
  },
  schedule: {
    none: 'constant',
    steplr: 'step',
    exponentiallr: 'exponential',
    cosineannealing: 'cosine',
    cosineannealinglr: 'cosine',
    reducelronplateau: 'plateau',
  },
  precision: { fp32: 'float32', bf16: 'bfloat16' },
};

/** The value of ours that a value is another name of; the value itself where it is none. */
export function valueFrom(name: ParameterName, value: unknown): unknown {
  const schema = parameterSchemas[name];
  if (typeof value !== 'string' || !(schema instanceof z.ZodEnum)) return value;
  const plain = plainName(value);
  const alike = schema.options.find((option) => plainName(option) === plain);
  return alike ?? entryOf(valueSynonyms[name], plain) ?? value;
}

/** The metric of ours that another tool's name means; the name itself when it means none. */
export function metricFrom(name: string): string {
  const plain = plainName(name);
  const quality = /acc/.test(plain) ? 'accuracy' : /loss/.test(plain) ? 'loss' : null;
  if (quality === null) return name;
  const validation = /^(val|eval|test|dev)/.test(plain) || /(val|valid|validation|test)$/.test(plain);
  const wanted = validation ? `val_${quality}` : quality;
  return goalMetrics.find((metric) => metric === wanted) ?? name;
}

/** Whether more of a metric is better, by its name. */
export function directionOf(metric: string): Goal['direction'] {
  return metric.includes('loss') ? 'minimize' : 'maximize';
}
