import { join } from 'node:path';
import { datasetSpec, trialParameters } from '@tenbin/contracts';
import type { History } from '@tenbin/contracts';
import { judge } from '@tenbin/metrics';
import { loadDataset } from '@tenbin/data';
import { createStep, fit, networkFor, selectEngine } from '@tenbin/training';

const root = join(import.meta.dirname, '../..');
const parameters = trialParameters.parse({ optimizer: 'adam', batchSize: 32, epochs: 12, dropout: 0 });
const inputShape: [number, number, number] = [32, 32, 3];
const [seed, log] = [1, console.log];

await selectEngine({ home: join(root, '.tenbin'), log });
const animals = datasetSpec.parse({ path: join(root, 'examples/data/animals.zip') });
const dataset = await loadDataset(animals, { inputShape, seed, log });
const network = networkFor(parameters, inputShape, dataset.facts.classes.length);
using step = createStep({ network, parameters, seed, log });

const history: History = { loss: [], val_loss: [], accuracy: [], val_accuracy: [] };
for await (const epoch of fit({ step, dataset, parameters, seed })) {
  for (const key of ['loss', 'val_loss', 'accuracy', 'val_accuracy'] as const) history[key].push(epoch[key]);
  const { state, reasons } = judge(history);
  console.log(epoch.epoch, epoch.val_loss.toFixed(4), state, reasons[0]);
  if (state === 'overfitting') break;
}
