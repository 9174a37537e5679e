import { closest, distance } from 'fastest-levenshtein';
import type { ParameterName } from './parameters.ts';

/** A list of more names than this is not said where one of them is near. */
const listed = 12;

/** Longest value that a message repeats whole, in characters. */
const longest = 80;

/** A value as a message repeats it. */
export function quote(value: unknown): string {
  const text = value === undefined ? 'nothing' : (yamlNumber(value) ?? JSON.stringify(value, plain));
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** A number that JSON has no word for, as YAML writes it. */
function yamlNumber(value: unknown): string | undefined {
  if (typeof value !== 'number' || Number.isFinite(value)) return undefined;
  return Number.isNaN(value) ? '.nan' : value < 0 ? '-.inf' : '.inf';
}

/** The same inside of lists and keys. */
function plain(_key: string, value: unknown): unknown {
  return yamlNumber(value) ?? value;
}

/** `; did you mean "adam"? It can be sgd, adam`, as far as there is anything near or to list. */
export function nearest(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const near = nearName(name, known);
  const list = known.join(', ');
  if (near === undefined) return `; it can be ${list}`;
  return `; did you mean ${quote(near)}?${known.length > listed ? '' : ` It can be ${list}`}`;
}

/** The one of `known` that was meant by `name`, if one is near enough to be. */
export function nearName(name: string, known: readonly string[]): string | undefined {
  const meant = synonyms.get(plainName(name));
  if (meant !== undefined && known.includes(meant)) return meant;
  const alike = known.find((each) => plainName(each) === plainName(name));
  if (alike !== undefined) return alike;
  const begun = known.filter((each) => plainName(each).startsWith(plainName(name)));
  if (begun.length === 1 && plainName(name).length >= 3) return begun[0];
  const near = closest(name, [...known]);
  return distance(name, near) <= Math.max(1, Math.ceil(name.length / 3)) ? near : undefined;
}

/** `batch_size`, `Batch-Size` and `batchSize` as one. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** What other tools and papers call the parameters, as plain names. */
export const parameterSynonyms: ReadonlyMap<string, ParameterName> = new Map(
  Object.entries<ParameterName>({
    arch: 'model',
    architecture: 'model',
    backbone: 'model',
    modelname: 'model',
    modeltype: 'model',
    network: 'model',
    batch: 'batchSize',
    bs: 'batchSize',
    trainbatchsize: 'batchSize',
    minibatchsize: 'batchSize',
    lr: 'learningRate',
    baselr: 'learningRate',
    initiallr: 'learningRate',
    wd: 'weightDecay',
    sgdmomentum: 'momentum',
    dropoutrate: 'dropout',
    dropoutprob: 'dropout',
    dropoutp: 'dropout',
    optim: 'optimizer',
    opt: 'optimizer',
    optimizername: 'optimizer',
    epoch: 'epochs',
    numepochs: 'epochs',
    nepochs: 'epochs',
    maxepochs: 'epochs',
    imgsize: 'imageSize',
    inputsize: 'imageSize',
    resolution: 'imageSize',
    lrschedule: 'schedule',
    lrscheduler: 'schedule',
    scheduler: 'schedule',
    warmup: 'warmupEpochs',
    criterion: 'loss',
    lossfn: 'loss',
    lossfunction: 'loss',
    smoothing: 'labelSmoothing',
    gradclip: 'clipNorm',
    gradclipnorm: 'clipNorm',
    gradientclipval: 'clipNorm',
    maxgradnorm: 'clipNorm',
    augment: 'augmentation',
    rotation: 'rotate',
  }),
);

/** What other tools call keys of a sweep file. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ...parameterSynonyms,
  ...Object.entries({
    metric: 'goal',
    objective: 'goal',
    runcap: 'budget',
    trials: 'budget',
    ntrials: 'budget',
    earlyterminate: 'earlyTermination',
    earlystopping: 'earlyTermination',
    pruner: 'earlyTermination',
    sampler: 'method',
    strategy: 'method',
    seed: 'seeds',
    data: 'dataset',
    params: 'parameters',
    hyperparameters: 'parameters',
    eta: 'reduction',
    miniter: 'minEpochs',
    goal: 'direction',
    distribution: 'scale',
    q: 'step',
  }),
]);
