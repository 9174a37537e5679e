// As a program: trains every setting of `curve-space.ts` once on a part of fashion-mnist (fetched first by
// `node tools/datasets/get.mjs fashion-mnist`), in one process on one thread, and writes the curves to curves.json.gz.
import { join } from 'node:path';
import { datasetSpec, trialParameters } from '@tenbin/contracts';
import { loadDataset } from '@tenbin/data';
import type { Dataset, ImageSet } from '@tenbin/data';
import { createStep, fit, networkFor, selectEngine } from '@tenbin/training';
import type { Setting } from '@tenbin/sweep';
import { homeOf, rootDirectory } from '../../../launcher/home.mjs';
import { threadsAsVariables } from '../../run-contender.ts';
import { curveEpochs, settingsInTable } from './curve-space.ts';
import { writeCurves } from './curve-table.ts';
import type { RecordedRun } from './curve-table.ts';

const [side, trained, validated, seed] = [16, 1500, 2000, 1];
const home = homeOf(process.env, rootDirectory);
const log = (line: string): void => console.error(line);

Object.assign(process.env, threadsAsVariables(1));
const engine = await selectEngine({ home, log, prefer: 'tensorflow-cpu' });
const dataset = await partOfFashion();
const settings = settingsInTable();
const runs: RecordedRun[] = [];
for (const setting of settings) {
  runs.push(await record(setting));
  const { val_accuracy, seconds } = runs.at(-1) ?? { val_accuracy: [], seconds: 0 };
  log(
    `${runs.length}/${settings.length} ${Object.values(setting).join(' ')}: ${val_accuracy.at(-1)}, ${seconds} s`,
  );
}
await writeCurves({
  about:
    `${trained} training and ${validated} validation images of fashion-mnist at ${side} × ${side}, ` +
    `${curveEpochs} epochs, seed ${seed}, ${engine.name}, one thread`,
  runs,
});
process.exit();

async function record(setting: Setting): Promise<RecordedRun> {
  const parameters = trialParameters.parse({ ...setting, epochs: curveEpochs });
  const network = networkFor(parameters, dataset.inputShape, dataset.facts.classes.length);
  using step = createStep({ network, parameters, seed, log });
  const run: RecordedRun = { loss: [], accuracy: [], val_loss: [], val_accuracy: [], seconds: 0 };
  for await (const epoch of fit({ step, dataset, parameters, seed })) {
    for (const key of ['loss', 'accuracy', 'val_loss', 'val_accuracy'] as const)
      run[key].push(short(epoch[key]));
    run.seconds += epoch.trainSeconds + epoch.validationSeconds;
  }
  return { ...run, seconds: short(run.seconds) ?? 0 };
}

async function partOfFashion(): Promise<Dataset> {
  const spec = datasetSpec.parse({ name: 'fashion-mnist' });
  const cache = join(home, 'cache/images');
  const all = await loadDataset(spec, { inputShape: [side, side, 1], seed, home, cache, log });
  const first = ({ images, labels, files }: ImageSet, count: number): ImageSet => ({
    images: images.slice(0, count * side * side),
    labels: labels.slice(0, count),
    files: files.slice(0, count),
  });
  return {
    ...all,
    train: first(all.train, trained),
    validation: first(all.validation, validated),
    test: null,
  };
}

/** Four digits, enough for curves of 2,000 images; null for what is no number. */
function short(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
}
