// As a program: does what a trial process does up to its first step, and says when it had done each part of it, in
// milliseconds since the system started the process.
import { join } from 'node:path';
import { z } from 'zod';

const { home } = z.object({ home: z.string() }).parse(JSON.parse(process.argv[2] ?? ''));
const root = join(import.meta.dirname, '../../..');
const at: Record<string, number> = {};
/** The clock of Node begins when its process does. */
const mark = (part: string): void => void (at[part] = performance.now());

const { datasetSpec, trialParameters } = await import('@tenbin/contracts');
// A trial process loads the database client too; reaching the server is another matter.
await import('@tenbin/db');
const training = await import('@tenbin/training');
const { loadDataset } = await import('@tenbin/data');
const { imageSideFor } = await import('@tenbin/models');
mark('modules');
await training.selectEngine({ home, log: () => undefined });
mark('engine');
const parameters = trialParameters.parse({ model: 'vgg-small' });
const dataset = await loadDataset(
  datasetSpec.parse({ path: join(root, 'examples/data/animals.zip'), validation: 0.3 }),
  {
    inputShape: (nativeSide) => {
      const side = imageSideFor(parameters.model, nativeSide);
      return [side, side, 3];
    },
    seed: 1,
    cache: join(home, 'cache/images'),
    log: () => undefined,
  },
);
await dataset.sheets();
mark('data');
const classes = dataset.facts.classes.length;
const network = training.networkFor(parameters, dataset.inputShape, classes);
using step = training.createStep({ network, parameters, seed: 1, log: () => undefined });
mark('graph');
const [height, width, channels] = dataset.inputShape;
const count = parameters.batchSize;
step.train(
  {
    images: dataset.train.images.slice(0, count * height * width * channels),
    targets: Float32Array.from({ length: count * classes }, (_, place) =>
      Number(dataset.train.labels[Math.floor(place / classes)] === place % classes),
    ),
  },
  parameters.learningRate,
);
mark('step');
console.log(JSON.stringify({ path: step.path, at }));
process.exit();
