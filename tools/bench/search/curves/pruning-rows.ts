import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { earlyTermination } from '@tenbin/contracts';
import type { PrunerName, SamplerName } from '@tenbin/contracts';
import { createStudy } from '@tenbin/sweep';
import { lastLine, run } from '../../../engine/command.mjs';
import { median, rowOf } from '../../benchmark.ts';
import type { Row, Setting } from '../../benchmark.ts';
import { openPeer } from '../../peers/python.ts';
import { curveEpochs, curveSpace, curveValues } from './curve-space.ts';
import { overfitRows } from './overfit-rows.ts';
import { readCurves } from './curve-table.ts';
import { simulate } from './simulate.ts';
import type { Improvement } from './simulate.ts';

/** Epochs of thirty whole trainings, by four workers. */
export const task = { budget: 30 * curveEpochs, workers: 4 };

/** Ours, and what of Optuna's stands beside it. */
const pairs: { sampler: SamplerName; pruner: PrunerName; peer: string }[] = [
  { sampler: 'tpe', pruner: 'none', peer: 'tpe+none' },
  { sampler: 'tpe', pruner: 'median', peer: 'tpe+median' },
  { sampler: 'tpe', pruner: 'asha', peer: 'tpe+asha' },
  { sampler: 'tpe', pruner: 'hyperband', peer: 'tpe+hyperband' },
  { sampler: 'bayes', pruner: 'asha', peer: 'tpe+asha' },
];

/**
 * Best final value per epoch trained, on learning curves that were recorded once: studies of ours and of Optuna's on the
 * same table of curves, with the same workers and the same budget of epochs; medians over 20 seeds.
 */
export async function pruningRows(setting: Setting): Promise<Row[]> {
  const { runs } = await readCurves();
  const curves = runs.map(({ val_accuracy }) => val_accuracy.map((value) => value ?? NaN));
  const seeds = Array.from({ length: setting.quick ? 3 : 20 }, (_, index) => index + 1);
  const peers = await peerResults({ curves, seeds, setting });
  const best = Math.max(...curves.map((curve) => (curve.length < curveEpochs ? 0 : (curve.at(-1) ?? 0))));
  const rows = pairs.flatMap(({ sampler, pruner, peer }) => {
    setting.log(`${sampler}+${pruner} on recorded curves …`);
    const found = seeds.map((seed) => simulate(studyOf(sampler, pruner, seed), curves, task));
    const theirs = peers?.get(peer);
    const title = `${sampler}+${pruner}, peer Optuna ${peer}`;
    return measures(best).flatMap(({ what, unit, of }) =>
      rowOf(`${title}: ${what}`, unit, [median(found.map(of)), theirs && median(theirs.map(of))]),
    );
  });
  return [...rows, ...overfitRows(runs)];
}

export function studyOf(sampler: SamplerName, pruner: PrunerName, seed: number) {
  return createStudy({
    space: curveSpace,
    method: sampler,
    directions: ['maximize'],
    seed,
    pruner: earlyTermination.parse({ type: pruner }),
  });
}

interface Measure {
  what: string;
  unit: string;
  of: (found: Improvement[]) => number;
}

/** @param best final val_accuracy of the table */
export function measures(best: number): Measure[] {
  const after = (share: number): Measure => ({
    what: `best after ${share * 100} % of ${task.budget} epochs`,
    unit: 'val_accuracy',
    of: (found) => bestBy(found, share * task.budget),
  });
  const near: Measure = {
    what: `until within .005 of the table's best, ${best} (all, where it was not reached)`,
    unit: 'epochs',
    of: (found) => found.find(({ value }) => value >= best - 0.005)?.epochs ?? task.budget,
  };
  const distance: Measure = {
    what: "mean distance from the table's best from 25 % of the budget on",
    unit: 'val_accuracy',
    of: (found) => {
      const from = Math.ceil(task.budget / 4);
      const epochs = Array.from({ length: task.budget - from + 1 }, (_, index) => from + index);
      return epochs.reduce((sum, at) => sum + best - bestBy(found, at), 0) / epochs.length;
    },
  };
  return [after(0.25), after(0.5), after(1), distance, near];
}

function bestBy(found: Improvement[], limit: number): number {
  return found.findLast(({ epochs }) => epochs <= limit)?.value ?? 0;
}

const answer = z.array(z.array(z.strictObject({ epochs: z.int(), value: z.number() })));

/** What Optuna found by method; undefined when it could not be installed. */
async function peerResults({
  curves,
  seeds,
  setting,
}: {
  curves: number[][];
  seeds: number[];
  setting: Setting;
}): Promise<Map<string, Improvement[][]> | undefined> {
  const { command, missing } = await openPeer('optuna', setting);
  if (command === null) {
    setting.log(missing ?? 'optuna is missing');
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'tenbin-bench-'));
  try {
    const file = join(folder, 'task.json');
    await writeFile(
      file,
      JSON.stringify({ values: curveValues, curves, epochs: curveEpochs, seeds, ...task }),
    );
    const results = new Map<string, Improvement[][]>();
    for (const method of new Set(pairs.map(({ peer }) => peer))) {
      setting.log(`Optuna ${method} on recorded curves …`);
      const ended = await run([command[0], script, method, file]);
      if (ended.status !== 'done') throw new Error(`${script} failed: ${lastLine(ended)}`);
      results.set(method, answer.parse(JSON.parse(ended.stdout)));
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const script = join(import.meta.dirname, '../../peers/optuna_pruning_peer.py');
