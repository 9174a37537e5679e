// As a program, with a folder: trains ten epochs with checkpoints there, going on where an earlier process stopped, and
// writes a dot for each batch.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { trialParameters } from '@tenbin/contracts';
import { selectEngine } from '../engine/select-engine.ts';
import { dataset, parameters as base, stepOf } from '../fit.fixture.ts';
import { fit } from '../fit.ts';
import { openCheckpoints, resumable } from './open-checkpoints.ts';

const [, , folder = '.'] = process.argv;
const log = (line: string): void => void process.stderr.write(`${line}\n`);
const parameters = trialParameters.parse({
  ...base,
  epochs: 10,
  optimizer: 'adam',
  momentum: undefined,
  schedule: 'plateau',
  patience: 1,
  augmentation: 'light',
});
const origin = {
  parameters,
  seed: 1,
  inputShape: dataset.inputShape,
  classes: ['left', 'right'],
  dataset: '0',
};

await selectEngine({ home: join(import.meta.dirname, '../../../../.tenbin'), log: () => undefined });
using inner = stepOf(parameters);
const step: typeof inner = {
  ...inner,
  train(batch, learningRate) {
    writeSync(1, '.');
    return inner.train(batch, learningRate);
  },
};
const place = { folder, origin, log };
const from = await resumable(place);
if (from !== null) log(`resumed after epoch ${from.epoch}`);
await using checkpoints = await openCheckpoints(place, from);
for await (const result of fit({ step, dataset, parameters, seed: 1, from })) await checkpoints.save(result);
