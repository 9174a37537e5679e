// As a program, with the most minutes that it may take: trains what `trainings.ts` plans, in one process on one thread,
// and writes recorded.jsonl.gz. What is done is kept in Tenbin's folder, so the next start goes on after it. The data sets
// are fetched first by `node tools/datasets/get.mjs fashion-mnist` and `mnist`.
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, datasetSpec, randomStream, shuffled } from '@tenbin/contracts';
import type { DatasetName } from '@tenbin/contracts';
import { loadDataset } from '@tenbin/data';
import type { Dataset, ImageSet } from '@tenbin/data';
import { createStep, fit, networkFor, selectEngine, validate } from '@tenbin/training';
import { homeOf, rootDirectory } from '../../launcher/home.mjs';
import { threadsAsVariables } from '../run-contender.ts';
import { packPictures } from './picture-codec.ts';
import type { PicturesAt } from './picture-codec.ts';
import { linesOf, writeRecordings } from './recording.ts';
import type { RecordedTraining } from './recording.ts';
import { plannedTrainings, pool } from './trainings.ts';
import type { PlannedTraining } from './trainings.ts';
import { labelOf, truthOf } from './truth.ts';

const [side, tested] = [16, 2500];
const minutes = Number(process.argv[2] ?? 60);
const home = homeOf(process.env, rootDirectory);
const log = (line: string): void => console.error(line);
const folder = join(home, 'bench/overfit');
const kept = join(folder, 'recorded.jsonl');
const sources = new Map<DatasetName, Promise<ImageSet>>();

Object.assign(process.env, threadsAsVariables(1));
await selectEngine({ home, log, prefer: 'tensorflow-cpu' });
await mkdir(folder, { recursive: true });
const lines = (await whatIsKept()).split('\n').filter((line) => line !== '');
const done = new Set(linesOf(lines.join('\n')).map(({ id }) => id));
for (const training of plannedTrainings()) {
  if (done.has(training.id)) continue;
  if (performance.now() > minutes * 60_000) break;
  const line = JSON.stringify(await record(training), (_, value: unknown) => rounded(value));
  await appendFile(kept, `${line}\n`);
  lines.push(line);
  if (lines.length % 10 === 0) await writeRecordings(lines);
}
await writeRecordings(lines);
process.exit();

async function record(training: PlannedTraining): Promise<RecordedTraining> {
  const { id, kind, half, data, parameters, trained, classes, wrongLabels, seed } = training;
  const begin = performance.now();
  const { test, ...dataset } = await partsFor(training);
  using step = createStep({
    network: networkFor(parameters, dataset.inputShape, classes),
    parameters,
    seed,
    log,
  });
  const [loss, accuracy]: [number[], number[]] = [[], []];
  const [pictures, tests]: [PicturesAt[], Float32Array[]] = [[], []];
  for await (const epoch of fit({ step, dataset: { ...dataset, test: null }, parameters, seed })) {
    if (epoch.diverged !== null) break;
    loss.push(epoch.loss);
    accuracy.push(epoch.accuracy);
    const { labels } = dataset.validation;
    pictures.push({
      losses: epoch.validationLosses,
      correct: Uint8Array.from(epoch.predictions, (prediction, at) => Number(prediction === labels[at])),
    });
    tests.push((await validate({ step, set: test, classes })).losses);
  }
  const truth = truthOf(tests, loss);
  const { model, optimizer, learningRate, batchSize } = parameters;
  const about = `${model}, ${trained} of ${data} in ${classes} classes, ${wrongLabels} wrong, ${optimizer} ${learningRate}, batches of ${batchSize}`;
  const { overfit, borderline } = labelOf(truth);
  const said = overfit ? 'overfit' : borderline ? 'borderline' : 'not';
  log(
    `${id} ${kind} ${about}: ${said}, ${tests.length} epochs, ${((performance.now() - begin) / 1000).toFixed(1)} s`,
  );
  return { id, kind, half, about, loss: loss, accuracy, truth, pictures: packPictures(pictures) };
}

/** Pictures of their own for each training, drawn by its seed. */
async function partsFor(training: PlannedTraining): Promise<Dataset & { test: ImageSet }> {
  const { data, trained, classes, wrongLabels, seed } = training;
  const all = await sourceOf(data);
  const random = randomStream(seed, 'pictures');
  const usable = Array.from(all.labels.keys()).filter((at) => (all.labels[at] ?? 0) < classes);
  const order = shuffled(usable, random);
  const ends = [trained, trained + pool, trained + pool + tested];
  const [train, validation, test] = ends.map((end, at) => partOf(all, order.slice(ends[at - 1] ?? 0, end)));
  if (train === undefined || validation === undefined || test?.labels.length !== tested) {
    throw new AppError({
      code: 'dataset_invalid',
      message: `${data} has too few images`,
      hint: 'Plan with fewer.',
    });
  }
  const noise = randomStream(seed, 'wrong labels');
  const labels = train.labels.map((label) => (noise.next() < wrongLabels ? noise.below(classes) : label));
  const counts = Array<number>(classes).fill(0);
  return {
    inputShape: [side, side, 1],
    train: { ...train, labels },
    validation,
    test,
    facts: {
      path: data,
      licence: null,
      hash: '',
      classes: [...counts.keys()].map(String),
      trainCounts: counts,
      validationCounts: counts,
      testCounts: counts,
      skipped: [],
      warnings: [],
    },
  };
}

function sourceOf(name: DatasetName): Promise<ImageSet> {
  const known = sources.get(name) ?? load(name);
  sources.set(name, known);
  return known;
}

/** All images of a data set, whatever part it has them in. */
async function load(name: DatasetName): Promise<ImageSet> {
  const spec = datasetSpec.parse({ name });
  const cache = join(home, 'cache/images');
  const { train, validation, test } = await loadDataset(spec, {
    inputShape: [side, side, 1],
    seed: 1,
    home,
    cache,
    log,
  });
  const sets = [train, validation, ...(test === null ? [] : [test])];
  return {
    images: Buffer.concat(sets.map(({ images }) => images)),
    labels: Int32Array.from(sets.flatMap(({ labels }) => Array.from(labels))),
    files: sets.flatMap(({ files }) => files),
  };
}

/** In shared memory, as the thread that changes images needs it. */
function partOf({ images, labels, files }: ImageSet, chosen: readonly number[]): ImageSet {
  const size = side * side;
  const bytes = new Uint8Array(new SharedArrayBuffer(size * chosen.length));
  chosen.forEach((from, to) => bytes.set(images.subarray(from * size, (from + 1) * size), to * size));
  return {
    images: bytes,
    labels: Int32Array.from(chosen, (at) => labels[at] ?? 0),
    files: chosen.map((at) => files[at] ?? ''),
  };
}

async function whatIsKept(): Promise<string> {
  try {
    return await readFile(kept, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** Six digits; null for what is no number. */
function rounded(value: unknown): unknown {
  if (typeof value !== 'number') return value;
  return Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
}
