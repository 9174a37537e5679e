import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetSpec, runRecord, sweepSpec, trialParameters } from '@tenbin/contracts';
import type { RunRecord, TrialParameters } from '@tenbin/contracts';
import { tinyPictures } from '../../fixtures/tiny-pictures.ts';
import type { TrialEnd } from './end-of-run.ts';
import { runTrial } from './run-trial.ts';
import type { TrialOptions } from './trial-options.ts';

export interface Attempt {
  runId: number;
  attempt?: number;
  parameters?: Partial<TrialParameters>;
  /** Stops it once it has recorded this many epochs. */
  stopAfter?: number;
  wish?: TrialOptions['wish'];
  earlyStop?: TrialOptions['earlyStop'];
}

/** Everything that a trial recorded and said, each record as its schema has it; no end when the test stopped it. */
export interface Told {
  records: RunRecord[];
  lines: string[];
  end: TrialEnd | null;
}

/** A folder where trials can run, with the tiny pictures, until it is disposed of. */
export interface TrialPlace extends AsyncDisposable {
  home: string;
  trial: (options: Attempt) => Promise<Told>;
}

const provenance = {
  host: 'here',
  platform: 'linux x64',
  processor: 'abacus',
  node: '24.0.0',
  packages: { tenbin: '0.1.0' },
  commit: null,
};

export async function trialPlace(): Promise<TrialPlace> {
  const home = await mkdtemp(join(tmpdir(), 'tenbin-trial-'));
  await symlink(join(import.meta.dirname, '../../../../.tenbin/engine'), join(home, 'engine'));
  await writeFile(join(home, 'tiny.zip'), await tinyPictures());
  return {
    home,
    trial: (options) => runIn(home, options),
    [Symbol.asyncDispose]: () => rm(home, { recursive: true }),
  };
}

async function runIn(home: string, options: Attempt): Promise<Told> {
  const { runId, attempt = 1, parameters = {}, stopAfter = Infinity } = options;
  const { wish = () => null, earlyStop = async () => null } = options;
  const stop = new AbortController();
  const records: RunRecord[] = [];
  const lines: string[] = [];
  const job = {
    runId,
    attempt,
    sweepId: 1,
    trial: 1,
    spec: sweepSpec.parse({
      name: 'test',
      dataset: { path: 'tiny.zip' },
      parameters: { epochs: { value: 5 } },
    }),
    provenance,
    home,
    spools: '',
    databaseUrl: '',
    config: {
      dataset: datasetSpec.parse({ path: join(home, 'tiny.zip'), validation: 0.25, test: 0.25 }),
      parameters: trialParameters.parse({ model: 'lenet-5', batchSize: 8, epochs: 5, ...parameters }),
      seed: 1,
    },
  };
  const record = (fact: RunRecord): void => {
    records.push(runRecord.parse(fact));
    const epochs = records.filter(({ kind }) => kind === 'verdict').length;
    if (epochs >= stopAfter) stop.abort(new Error('stopped by the test'));
  };
  const log = (line: string): void => void lines.push(line);
  const end = await runTrial({ job, record, log, signal: stop.signal, wish, earlyStop }).catch(
    (error: unknown) => {
      if (!stop.signal.aborted) throw error;
      return null;
    },
  );
  return { records, lines, end };
}

/** What was measured, a point for each value. */
export function pointsOf(records: RunRecord[]): { key: string; step: number; value: number }[] {
  return records.flatMap((record) =>
    record.kind === 'metrics'
      ? Object.entries(record.values).map(([key, value]) => ({ key, step: record.step, value }))
      : [],
  );
}

/** What two trials of the same seed have in common. */
export function comparable(records: RunRecord[]) {
  const points = pointsOf(records)
    .filter(({ key }) => !key.startsWith('system/'))
    .map(({ key, step, value }) => ({ key, step, value }));
  return { points, rest: records.filter(({ kind }) => kind !== 'metrics') };
}
