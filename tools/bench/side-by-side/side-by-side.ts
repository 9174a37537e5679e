import { availableParallelism } from 'node:os';
import { median, rowOf } from '../benchmark.ts';
import type { Benchmark, Report, Row, Setting } from '../benchmark.ts';
import { taskOf, titleOf, workloads } from '../contender.ts';
import type { Workload } from '../contender.ts';
import { machineInWords } from '../machine.ts';
import { openPeer, versionOf } from '../peers/python.ts';
import { ours, startContender } from '../run-contender.ts';
import type { Command } from '../run-contender.ts';

/** A way to share the cores: so many processes, each with so many threads. */
interface Division {
  processes: number;
  threads: number;
}

/** What a whole machine trains, divided among processes in different ways, beside one Keras process that has it all. */
export const sideBySide: Benchmark = {
  summary: 'images a second of the whole machine: 1 process × N threads to N × 1, beside one Keras process',
  async run(setting: Setting): Promise<Report> {
    const keras = await openPeer('keras', setting);
    const rows: Row[] = [];
    for (const workload of workloads)
      rows.push(...(await compareDivisions(workload, keras.command, setting)));
    return {
      rows,
      notes: [
        `${machineInWords()}; ratio is ours / peer; medians of interleaved rounds.`,
        `Keras: ${versionOf('keras')}, one process with ${availableParallelism()} threads, fit() over tf.data.`,
        ...(keras.missing === null ? [] : [`missing: ${keras.missing}`]),
      ],
    };
  },
};

async function compareDivisions(
  workload: Workload,
  keras: Command | null,
  { home, quick, log }: Setting,
): Promise<Row[]> {
  const seconds = quick ? 2 : 8;
  const shortened = { ...workload, warmUp: Math.min(quick ? 3 : 10, workload.warmUp) };
  const measured = divisions().map((division) => ({ division, rates: new Array<number>() }));
  const peer: number[] = [];
  for (let round = 1; round <= (quick ? 1 : 3); round += 1) {
    for (const { division, rates } of measured) {
      const rate = await together(shortened, division, { home, seconds });
      rates.push(rate);
      log(`${titleOf(workload)}, round ${round}, ${inWords(division)}: ${rate.toFixed(1)} images/s`);
    }
    if (keras === null) continue;
    const task = taskOf(shortened, { home, seconds, threads: availableParallelism() });
    const { imagesPerSecond } = await startContender(keras, task).result;
    peer.push(imagesPerSecond);
    log(`${titleOf(workload)}, round ${round}, Keras: ${imagesPerSecond.toFixed(1)} images/s`);
  }
  return measured.flatMap(({ division, rates }) =>
    rowOf(`${titleOf(workload)}: ${inWords(division)} | Keras`, 'images/s', [median(rates), median(peer)]),
  );
}

/** 1 × N, N/2 × 2 where that is another one, N × 1. */
function divisions(cores: number = availableParallelism()): Division[] {
  const half = { processes: Math.floor(cores / 2), threads: 2 };
  return [
    { processes: 1, threads: cores },
    ...(cores >= 4 ? [half] : []),
    ...(cores >= 2 ? [{ processes: cores, threads: 1 }] : []),
  ];
}

function inWords({ processes, threads }: Division): string {
  return `${processes} × ${threads} thread${threads === 1 ? '' : 's'}`;
}

/** Images a second of all processes of a division, which train over the same seconds. */
async function together(
  workload: Workload,
  { processes, threads }: Division,
  { home, seconds }: { home: string; seconds: number },
): Promise<number> {
  const task = taskOf(workload, { home, seconds, threads, waits: true });
  const members = Array.from({ length: processes }, () => startContender(ours, task));
  await Promise.all(members.map(({ ready }) => ready));
  for (const member of members) member.go();
  const results = await Promise.all(members.map(({ result }) => result));
  return results.reduce((sum, { imagesPerSecond }) => sum + imagesPerSecond, 0);
}
