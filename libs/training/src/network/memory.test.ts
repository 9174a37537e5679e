import { optimizerNames } from '@tenbin/contracts';
import type { OptimizerName } from '@tenbin/contracts';
import { describe, networkOf } from '@tenbin/models';
import { expect, test } from 'vitest';
import { optimizers } from '../step/optimizers.ts';

test.each(optimizerNames)('memory is reckoned with as many slots as %s has', (name) => {
  const network = networkOf({
    name: 'vgg-small',
    inputShape: [32, 32, 3],
    classes: 3,
    dropout: 0,
    zeroInit: false,
    output: 'softmax',
  });
  const cost = (optimizer: OptimizerName) => describe(network, { batchSize: 8, optimizer });
  const { trainable, trainingBytes } = cost('sgd');
  // Each slot is there twice, in the graph and on its way to a checkpoint, in float32.
  const slots = (cost(name).trainingBytes - trainingBytes) / (2 * 4 * trainable);
  expect(slots).toBe(optimizers[name].slots.length);
});
