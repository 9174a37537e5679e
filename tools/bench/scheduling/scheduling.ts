import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { epochMetricKeys, recordOf, sweepSpec } from '@tenbin/contracts';
import type { RunRecord, SweepSpec } from '@tenbin/contracts';
import {
  claimTrial,
  closeAttempt,
  createSweep,
  migrate,
  openDatabase,
  postgresSink,
  startPostgres,
  sweepQueue,
} from '@tenbin/db';
import type { Claim, Database, Queue } from '@tenbin/db';
import { sweepStudy, trialCount } from '@tenbin/sweep';
import { median, rowOf } from '../benchmark.ts';
import type { Benchmark, Report, Row, Setting } from '../benchmark.ts';
import { machineInWords } from '../machine.ts';

/** What a trial costs beside its training: taking its job, asking the study, writing the run down, ending it. */
export const scheduling: Benchmark = {
  summary: 'what queue, study and bookkeeping cost a trial, in milliseconds',
  run,
};

const parameters = {
  learningRate: { min: 1e-4, max: 1e-1, scale: 'log' },
  batchSize: { min: 8, max: 256 },
  dropout: { min: 0, max: 0.7 },
  l2: { min: 1e-6, max: 1e-2, scale: 'log' },
  optimizer: { values: ['sgd', 'momentum', 'adam', 'rmsprop'] },
};

/** Epochs that each trial logs. */
const epochs = 30;

const counts = Array.from({ length: 250 }, (_, index) => 8 + index);

/** A sweep of that many trials for each method. */
function sweepsOf(trials: number): SweepSpec[] {
  const common = { dataset: { path: 'nowhere' }, budget: { trials } };
  const grid = {
    batchSize: { values: counts },
    optimizer: { values: ['sgd', 'momentum', 'adam', 'rmsprop'] },
  };
  return [
    sweepSpec.parse({ ...common, name: 'grid', method: 'grid', parameters: grid }),
    ...(['random', 'tpe', 'bayes'] as const).map((method) =>
      sweepSpec.parse({ ...common, name: method, method, parameters }),
    ),
  ];
}

async function run({ quick, log }: Setting): Promise<Report> {
  const home = await mkdtemp(join(tmpdir(), 'tenbin-bench-'));
  await chmod(home, 0o755); // in a closed one, root's Postgres would keep its data elsewhere, for good
  try {
    await using postgres = await startPostgres({ home, log: () => {} });
    await migrate(postgres.url);
    await using db = await openDatabase(postgres.url);
    await using queue = await sweepQueue(db);
    const rows: Row[] = [];
    for (const spec of sweepsOf(quick ? 100 : 1000)) {
      log(`${spec.name}: ${trialCount(spec)} trials`);
      rows.push(...(await measure(db, queue, spec)));
    }
    return {
      rows,
      notes: [
        machineInWords(),
        `One worker, nothing trained: each trial logs ${epochs} epochs, which is not counted.`,
      ],
    };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function measure(db: Database, queue: Queue, spec: SweepSpec): Promise<Row[]> {
  const total = trialCount(spec);
  await createSweep(db, { spec, source: '', total });
  const costs: number[] = [];
  for (;;) {
    const begin = performance.now();
    const job = await queue.take();
    if (job === null) break;
    const claimed = await claimTrial(db, {
      job,
      workerId: 'bench',
      threads: 1,
      ask: (of, past) => sweepStudy(of, past).ask(),
    });
    if (claimed.kind !== 'run') throw new Error(`no trial for a job of ${spec.name}`);
    const claim = performance.now() - begin;
    await train(db, claimed.claim);
    const end = performance.now();
    await closeAttempt(db, { ...claimed.claim, crash: null });
    await queue.done(job);
    costs.push(claim + performance.now() - end);
  }
  const what = (when: string): string => `${spec.method}, ${when}`;
  return [
    ...rowOf(what(`all ${total} trials`), 'ms/trial', [median(costs), null]),
    ...rowOf(what('the last 50'), 'ms/trial', [median(costs.slice(-50)), null]),
  ];
}

/** Something like a training's answer, so that a sampler has something to go by. */
async function train(db: Database, { runId, attempt, config }: Claim): Promise<void> {
  const { learningRate, batchSize } = config.parameters;
  const loss = Math.log10(learningRate / 0.01) ** 2 + batchSize / 256;
  const records = Array.from({ length: epochs }, (_, index): RunRecord => {
    const step = index + 1;
    const values = recordOf(epochMetricKeys, (key) =>
      key.endsWith('loss') ? loss + 1 / step : 1 / (1 + loss),
    );
    return { kind: 'metrics', step, at: Date.now(), values };
  });
  records.push({ kind: 'end', status: 'finished', at: Date.now() });
  await postgresSink(db).send({
    writer: { runId, attempt },
    live: true,
    records: records.map((record, index) => ({ seq: index + 1, record })),
  });
}
