import { median, rowOf } from '../benchmark.ts';
import type { Row, Setting } from '../benchmark.ts';
import { taskOf, titleOf } from '../contender.ts';
import type { Task, Workload } from '../contender.ts';
import { threads } from '../machine.ts';
import { startContender } from '../run-contender.ts';
import type { Command, Ended } from '../run-contender.ts';

/** Programs of the contenders; null for one that could not be installed. */
export interface Commands {
  ours: Command;
  keras: Command | null;
  torch: Command | null;
}

const entrants = ['graph', 'layers', 'bfloat16', 'keras', 'torch'] as const;
type Entrant = (typeof entrants)[number];
type Results = Record<Entrant, Ended[]>;

/** Trains one network in every framework, each in a process of its own, round after round. */
export async function compareFrameworks(
  workload: Workload,
  { ours, keras, torch }: Commands,
  { home, quick, log }: Setting,
): Promise<Row[]> {
  const rest = { home, threads, seconds: quick ? 1 : 6, evaluateBatch: 256 };
  const shortened = quick ? { ...workload, warmUp: Math.min(5, workload.warmUp) } : workload;
  const start = (entrant: Entrant): Promise<Ended> | null => {
    const entries: Record<Entrant, [Command | null, Partial<Task>]> = {
      graph: [ours, {}],
      layers: [ours, { path: 'layers' }],
      bfloat16: [ours, { precision: 'bfloat16' }],
      keras: [keras, {}],
      torch: [torch, {}],
    };
    const [command, own] = entries[entrant];
    return command && startContender(command, taskOf(shortened, { ...rest, ...own })).result;
  };
  const results: Results = { graph: [], layers: [], bfloat16: [], keras: [], torch: [] };
  for (let round = 1; round <= (quick ? 1 : 3); round += 1) {
    for (const entrant of entrants) {
      const result = await start(entrant);
      if (result === null) continue;
      results[entrant].push(result);
      const { imagesPerSecond, peakBytes } = result;
      const figures = `${imagesPerSecond.toFixed(1)} images/s, ${megabytes(peakBytes)} MB`;
      log(`${titleOf(workload)}, round ${round}, ${entrant}: ${figures}`);
    }
  }
  assertSameNetwork(results);
  return rowsOf(titleOf(workload), shortened.warmUp, results);
}

/** Figures of networks that differ would say nothing. */
function assertSameNetwork(results: Results): void {
  const counts = new Set(
    Object.values(results).flatMap((ended) => ended.map(({ parameters }) => parameters)),
  );
  if (counts.size > 1) throw new Error(`the networks have ${[...counts].join(' and ')} parameters`);
}

function rowsOf(title: string, warmUp: number, results: Results): Row[] {
  const middle = (entrant: Entrant, figure: (ended: Ended) => number | null): number | undefined =>
    median(results[entrant].flatMap((ended) => figure(ended) ?? []));
  const speed = (entrant: Entrant) => middle(entrant, ({ imagesPerSecond }) => imagesPerSecond);
  const peak = (entrant: Entrant) => middle(entrant, ({ peakBytes }) => megabytes(peakBytes));
  const evaluated = (entrant: Entrant) => middle(entrant, (ended) => ended.evaluated);
  const loss = (entrant: Entrant) => middle(entrant, (ended) => ended.loss);
  return [
    ...rowOf(`${title}: train, graph | Keras`, 'images/s', [speed('graph'), speed('keras')]),
    ...rowOf(`${title}: train, layers | Keras`, 'images/s', [speed('layers'), speed('keras')]),
    ...rowOf(`${title}: train, graph | torch`, 'images/s', [speed('graph'), speed('torch')]),
    ...rowOf(`${title}: train, bfloat16 | float32`, 'images/s', [speed('bfloat16'), speed('graph')]),
    ...rowOf(`${title}: loss after ${warmUp} steps, bfloat16 | float32`, 'nats', [
      loss('bfloat16'),
      loss('graph'),
    ]),
    ...rowOf(`${title}: peak memory, graph | Keras`, 'MB', [peak('graph'), peak('keras')]),
    ...rowOf(`${title}: peak memory, layers | Keras`, 'MB', [peak('layers'), peak('keras')]),
    ...rowOf(`${title}: peak memory, graph | torch`, 'MB', [peak('graph'), peak('torch')]),
    ...rowOf(`${title}: evaluate by 256, graph | Keras`, 'images/s', [
      evaluated('graph'),
      evaluated('keras'),
    ]),
    ...rowOf(`${title}: evaluate by 256, graph | torch`, 'images/s', [
      evaluated('graph'),
      evaluated('torch'),
    ]),
  ];
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
