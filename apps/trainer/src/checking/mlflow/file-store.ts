import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '@tenbin/contracts';
import { historyOfRun } from '../logged-run.ts';
import { metricOf } from '../metric-names.ts';
import type { NamedSeries } from '../series.ts';
import { unreadable } from '../source.ts';
import type { FoundHistory, Reading } from '../source.ts';

/** Folders that hold no runs; `models` has metrics too, those of the models that runs logged. */
const otherFolders = new Set(['.trash', 'models', 'traces', 'artifacts', 'metrics', 'params', 'tags']);
/** A store holds experiments, an experiment runs: no run lies deeper. */
const depthOfRuns = 2;

/** Reads MLflow's file store: a run's folder, an experiment's, or the whole of `mlruns`. Deleted runs are left out. */
export async function* readFileStore(place: string, reading: Reading): AsyncGenerator<FoundHistory> {
  const folders = await runFolders(place, depthOfRuns).catch((cause: unknown) => {
    throw unreadable(place, cause);
  });
  const { run, experiment } = reading;
  const inExperiment = experiment === null ? folders : await ofExperiment(folders, experiment);
  const wanted = inExperiment.filter((folder) => run === null || basename(folder) === run);
  if (wanted.length === 0) {
    const asked = `${run === null ? '' : ` ${run}`}${experiment === null ? '' : ` in the experiment ${experiment}`}`;
    throw new AppError({
      code: 'not_found',
      message: `${place}: has no MLflow run${asked}`,
      hint: 'Give the folder of a run, of an experiment, or mlruns itself.',
    });
  }
  for (const folder of wanted) {
    reading.stop.throwIfAborted();
    const found = historyOfRun(basename(folder), await seriesIn(folder, reading), reading);
    if (found !== null) yield found;
  }
}

async function runFolders(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const meta = entries.some(({ name }) => name === 'meta.yaml')
    ? await readFile(join(folder, 'meta.yaml'), 'utf8')
    : '';
  if (/^lifecycle_stage: deleted$/m.test(meta)) return [];
  if (/^run_(id|uuid): /m.test(meta)) return [folder];
  if (depth === 0) return [];
  const below = entries
    .filter((entry) => entry.isDirectory() && !otherFolders.has(entry.name))
    .map(({ name }) => runFolders(join(folder, name), depth - 1));
  return (await Promise.all(below)).flat().toSorted();
}

/** Runs whose experiment, the folder around theirs, has that id or name. */
async function ofExperiment(folders: readonly string[], experiment: string): Promise<string[]> {
  const belongs = folders.map(async (folder) => {
    const around = dirname(folder);
    if (basename(around) === experiment) return true;
    const meta = await readFile(join(around, 'meta.yaml'), 'utf8').catch(() => '');
    return (
      /^name: (.*)$/m
        .exec(meta)?.[1]
        ?.trim()
        .replace(/^(['"])(.*)\1$/, '$2') === experiment
    );
  });
  const kept = await Promise.all(belongs);
  return folders.filter((_, index) => kept[index]);
}

/** Every file of `metrics` is a metric, its path the name; only those that are needed are read. */
async function seriesIn(folder: string, { problem }: Reading): Promise<NamedSeries[]> {
  const metrics = join(folder, 'metrics');
  const names = await readdir(metrics, { recursive: true }).catch(() => []);
  const all = names.map(async (name): Promise<NamedSeries | null> => {
    const file = join(metrics, name);
    if (!(await stat(file)).isFile()) return null;
    const text = metricOf(name) === null ? '' : await readFile(file, 'utf8');
    return { name, split: null, series: new Map(pointsIn(file, text, problem)) };
  });
  return (await Promise.all(all)).filter((each) => each !== null);
}

/** Lines `timestamp value step`, where the step was not written in MLflow before 0.9 and models may follow it. */
function* pointsIn(
  file: string,
  text: string,
  problem: (message: string) => void,
): Generator<[number, number]> {
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const [, value = '', step = String(index)] = line.split(' ');
    const point: [number, number] = [Number(step), pythonNumber(value)];
    const isNumber = value === 'nan' || !Number.isNaN(point[1]);
    if (isNumber && Number.isInteger(point[0])) yield point;
    else problem(`${file}: line ${index + 1}: must be "timestamp value step", got ${JSON.stringify(line)}`);
  }
}

function pythonNumber(text: string): number {
  return text === '' ? NaN : Number(text.replace(/inf$/, 'Infinity'));
}
