import { join } from 'node:path';
import { trialParameters } from '@tenbin/contracts';
import type { History } from '@tenbin/contracts';
import { judge } from '@tenbin/metrics';
import { inputShapeOf } from '@tenbin/models';
import { createLayersStep, fit, loadDataset, selectEngine } from '@tenbin/training';

const root = join(import.meta.dirname, '../..');
const parameters = trialParameters.parse({ optimizer: 'adam', batchSize: 32, epochs: 12, dropout: 0 });
const inputShape = inputShapeOf(parameters.model);
const seed = 1;

await selectEngine({ home: join(root, '.tenbin'), log: console.log });
const dataset = await loadDataset(
  { path: join(root, 'examples/data/animals.zip'), validation: 0.3 },
  { inputShape, seed, log: console.log },
);
using step = createLayersStep({ parameters, inputShape, classes: dataset.facts.classes.length, seed });

const history: History = { loss: [], val_loss: [], accuracy: [], val_accuracy: [] };
for await (const epoch of fit({ step, dataset, parameters, seed })) {
  for (const key of ['loss', 'val_loss', 'accuracy', 'val_accuracy'] as const) history[key].push(epoch[key]);
  const { state, reasons } = judge(history);
  console.log(epoch.epoch, epoch.val_loss.toFixed(4), state, reasons[0]);
  if (state === 'overfitting') break;
}
