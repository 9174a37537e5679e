import type { Benchmark, Report, Row, Setting } from '../benchmark.ts';
import { workloads } from '../contender.ts';
import { machineInWords, threads } from '../machine.ts';
import { openPeer, versionOf } from '../peers/python.ts';
import { ours } from '../run-contender.ts';
import { epochCosts } from './epoch-costs.ts';
import { compareFrameworks } from './frameworks.ts';
import { firstStep } from './first-step.ts';

/** How fast a trial trains, starts, logs and loads, beside Keras and PyTorch on the same threads in the same run. */
export const training: Benchmark = {
  summary:
    'one trial: speed, memory, start, and what logging and data loading cost, beside Keras and PyTorch',
  async run(setting: Setting): Promise<Report> {
    const [keras, torch] = [await openPeer('keras', setting), await openPeer('torch', setting)];
    const commands = { ours, keras: keras.command, torch: torch.command };
    const rows: Row[] = [];
    for (const workload of workloads) rows.push(...(await compareFrameworks(workload, commands, setting)));
    rows.push(...(await firstStep(keras.command, setting)));
    rows.push(...(await epochCosts(setting)));
    const missing = [keras.missing, torch.missing].filter((reason) => reason !== null);
    return {
      rows,
      notes: [
        `${threads} threads each, ${machineInWords()}; ratio is ours / peer; medians of interleaved rounds.`,
        `Keras: ${versionOf('keras')}, fit() over tf.data; torch: ${versionOf('torch')}, eager, channels_last.`,
        ...missing.map((reason) => `missing: ${reason}`),
      ],
    };
  },
};
