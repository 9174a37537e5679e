import { randomStream, trialParameters } from '@tenbin/contracts';
import type { DatasetName, ModelName, OptimizerName, RandomStream, TrialParameters } from '@tenbin/contracts';

/** A training to record. */
export interface PlannedTraining {
  id: string;
  kind: KindName;
  half: Half;
  data: DatasetName;
  parameters: TrialParameters;
  /** Training images. */
  trained: number;
  classes: number;
  /** Share of the training images whose label is drawn anew. */
  wrongLabels: number;
  /** Decides pictures, weights and order. */
  seed: number;
}

/** Detectors are made by looking at the first alone. */
export const halves = ['development', 'kept back'] as const;
export type Half = (typeof halves)[number];

/** Pictures held out for validation, of which the sizes below are parts. */
export const pool = 400;

/** How many trainings are planned: so many of each kind for each pair of network and data. */
export const planned = 192;

/** From here on steps are of more images, whatever their kind: curves that jitter less. */
const gentleFrom = 128;

/** Neither half has a network on the data that the other has it on. */
const pairs: { half: Half; data: DatasetName; model: ModelName }[] = [
  { half: 'development', data: 'fashion-mnist', model: 'mlp' },
  { half: 'kept back', data: 'mnist', model: 'mlp' },
  { half: 'development', data: 'mnist', model: 'lenet-5' },
  { half: 'kept back', data: 'fashion-mnist', model: 'lenet-5' },
];

interface Kind {
  trained: Range;
  epochs: Range;
  learningRates: { [name in OptimizerName]?: number[] };
  batchSizes?: number[];
  wrongLabels?: number[];
  others?: Record<string, string | number>[];
}
type Range = [least: number, most: number];

/** What is trained, by what it mostly comes to. */
const kinds = {
  fewImages: {
    trained: [100, 400],
    epochs: [25, 60],
    learningRates: { adam: [0.002, 0.005], momentum: [0.03] },
    batchSizes: [16, 32],
  },
  moreImages: {
    trained: [500, 1500],
    epochs: [20, 40],
    learningRates: { adam: [0.001, 0.002, 0.004] },
    batchSizes: [16, 32],
  },
  wrongLabels: {
    trained: [200, 1000],
    epochs: [20, 40],
    learningRates: { adam: [0.002, 0.004], momentum: [0.03] },
    wrongLabels: [0.15, 0.3],
    batchSizes: [16, 32],
  },
  regularised: {
    trained: [200, 1200],
    epochs: [20, 50],
    learningRates: { adam: [0.001, 0.003] },
    others: [
      { dropout: 0.5 },
      { augmentation: 'light' },
      { l2: 0.003 },
      { dropout: 0.5, augmentation: 'light' },
    ],
    batchSizes: [16, 32],
  },
  plateau: {
    trained: [500, 2000],
    epochs: [20, 45],
    learningRates: { adam: [0.0005, 0.002], momentum: [0.01, 0.03] },
    others: [{ schedule: 'cosine' }, { schedule: 'step', decayRate: 0.2, decayEpochs: 6 }],
  },
  slow: {
    trained: [200, 1500],
    epochs: [15, 40],
    learningRates: { sgd: [0.01, 0.03], momentum: [0.002, 0.005], adam: [0.0002] },
  },
  restless: {
    trained: [200, 1000],
    epochs: [20, 45],
    learningRates: { momentum: [0.05], adam: [0.005, 0.008] },
    batchSizes: [8, 16],
  },
  short: {
    trained: [150, 1200],
    epochs: [12, 18],
    learningRates: { adam: [0.003, 0.006], momentum: [0.04] },
    batchSizes: [8, 16],
  },
} satisfies Record<string, Kind>;
export type KindName = keyof typeof kinds;

/** Always the same trainings, in an order that has all kinds and pairs early. */
export function plannedTrainings(count = planned): PlannedTraining[] {
  return Array.from({ length: count }, (_, at) => plan(at));
}

function plan(at: number): PlannedTraining {
  const random = randomStream(1, `overfit-bench/${at}`);
  const named = Object.entries<Kind>(kinds);
  const names = Object.keys(kinds).filter(isKind);
  const kindName = names[at % named.length] ?? 'short';
  const kind: Kind = kinds[kindName];
  const pair = pairs[(at + Math.floor(at / named.length)) % pairs.length] ?? pick(random, pairs);
  const trained = Math.round(between(random, kind.trained));
  const [optimizer, rates] = pick(random, Object.entries(kind.learningRates));
  const parameters = trialParameters.parse({
    model: pair.model,
    optimizer,
    learningRate: pick(random, rates),
    epochs: Math.round(between(random, kind.epochs)),
    batchSize: pick(random, at < gentleFrom ? (kind.batchSizes ?? [32, 64]) : [32, 64]),
    dropout: 0,
    ...pick(random, kind.others ?? [{}]),
  });
  return {
    id: `t${String(at).padStart(3, '0')}`,
    kind: kindName,
    half: pair.half,
    data: pair.data,
    parameters,
    trained,
    classes: trained <= 600 && random.next() < 0.3 ? 4 : 10,
    wrongLabels: pick(random, kind.wrongLabels ?? [0]),
    seed: at + 1,
  };
}

function isKind(name: string): name is KindName {
  return Object.hasOwn(kinds, name);
}

function pick<Item>(random: RandomStream, items: readonly Item[]): Item {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
}

/** Evenly spread over the logarithms, as sizes matter by their ratio. */
function between(random: RandomStream, [least, most]: Range): number {
  return least * (most / least) ** random.next();
}
