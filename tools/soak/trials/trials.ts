// Kills trials, workers, whoever queues a sweep, and Postgres, at random moments, and compares what comes of it with a
// sweep that nobody disturbed: node tools/soak/trials/trials.ts [--times 100] [--seed 1]
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { randomStream } from '@tenbin/contracts';
import { getSweep, listTrials, listSweeps } from '@tenbin/db';
import { killPostgres, killProcess } from '../kill.ts';
import { startCrew } from './crew.ts';
import type { Crew } from './crew.ts';
import { differing, historiesOf } from './histories.ts';
import { openHome } from './home.ts';
import type { SoakHome } from './home.ts';
import { watchRequeues } from './requeues.ts';
import type { Requeues } from './requeues.ts';

export const victims = ['trial', 'worker', 'scheduler', 'postgres'] as const;
export type Victim = (typeof victims)[number];

/**
 * From one death of Postgres to the next, in milliseconds: after each nobody is taken for dead for a while, so a server
 * that dies more often than that gives nothing back.
 */
const recoveryMs = 20_000;

export interface SoakOptions {
  /** How often each victim is killed. */
  times: number;
  seed: number;
  log: (line: string) => void;
}

export interface SoakReport {
  kills: Record<Victim, number>;
  /** Sweeps that were trained to their end under fire. */
  sweeps: number;
  trials: number;
  /** Trials whose history was not that of the undisturbed sweep, as `sweep/trial`. */
  different: string[];
  /** Seconds from each kill of a trial or worker until its run was back in the queue, or further. */
  requeued: number[];
}

/** @throws Error when a sweep was queued in part */
export async function soak({ times, seed, log }: SoakOptions): Promise<SoakReport> {
  await using home = await openHome(log);
  const undisturbed = await trainUndisturbed(home);
  const report: SoakReport = {
    kills: { trial: 0, worker: 0, scheduler: 0, postgres: 0 },
    sweeps: 0,
    trials: 0,
    different: [],
    requeued: [],
  };
  const random = randomStream(seed, 'soak');
  await using crew = startCrew(home, 2);
  await using requeues = watchRequeues(home.db);
  const due = (): Victim[] => victims.filter((victim) => report.kills[victim] < times);
  let postgresKilled = -Infinity;
  while (due().length > 0) {
    const sweepId = await queueUnderFire(home, { report, times, random });
    while ((await statusOf(home, sweepId)) !== 'finished') {
      await sleep(800 + 2500 * random.next());
      const isUp = performance.now() - postgresKilled > recoveryMs;
      const left = due()
        .filter((victim) => victim !== 'scheduler')
        .filter((victim) => isUp || victim !== 'postgres');
      const victim = left[random.below(Math.max(1, left.length))];
      if (victim === undefined) continue;
      if (!(await kill[victim]({ home, crew, requeues, sweepId, pick: random.next() }))) continue;
      report.kills[victim] += 1;
      if (victim === 'postgres') postgresKilled = performance.now();
    }
    const wrong = differing(undisturbed, await patiently(home, () => historiesOf(home.db, sweepId)));
    report.different.push(...wrong.map((trial) => `${sweepId}/${trial}`));
    report.sweeps += 1;
    report.trials += home.trials;
    log(`sweep ${sweepId} is through: ${JSON.stringify(report.kills)}, ${report.different.length} differ`);
  }
  report.requeued = await requeues.seconds();
  return report;
}

async function trainUndisturbed(home: SoakHome): Promise<Map<number, object>> {
  await using _ = startCrew(home, 1);
  const sweepId = await queue(home);
  while ((await statusOf(home, sweepId)) !== 'finished') await sleep(300);
  return await patiently(home, () => historiesOf(home.db, sweepId));
}

/** Unknown while Postgres is away. */
async function statusOf({ db, check }: SoakHome, sweepId: number): Promise<string> {
  check();
  return getSweep(db, sweepId).then(
    ({ status }) => status,
    () => 'unknown',
  );
}

async function queue(home: SoakHome): Promise<number> {
  for (;;) {
    const { exited } = home.tenbin('sweep', home.file, '--detach');
    if ((await exited) === 0) return Math.max(...(await sweepIds(home)));
    await sleep(1000);
  }
}

/** All that there are, once Postgres is there to be asked. */
function sweepIds(home: SoakHome): Promise<number[]> {
  return patiently(home, async () => (await listSweeps(home.db)).map(({ id }) => id));
}

/** What `read` gives once Postgres is there again; it fails as it did when that takes a minute. */
async function patiently<Answer>({ check }: SoakHome, read: () => Promise<Answer>): Promise<Answer> {
  const giveUpAt = performance.now() + 60_000;
  for (;;) {
    check();
    try {
      return await read();
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
      await sleep(300);
    }
  }
}

interface Fire {
  report: SoakReport;
  times: number;
  random: ReturnType<typeof randomStream>;
}

/** Queues a sweep by processes that are killed while they do it; a sweep is there as a whole or not at all. */
async function queueUnderFire(home: SoakHome, { report, times, random }: Fire): Promise<number> {
  const before = new Set(await sweepIds(home));
  for (;;) {
    if (report.kills.scheduler >= times) return queue(home);
    const tenbin = home.tenbin('sweep', home.file, '--detach');
    await Promise.race([tenbin.exited, sleep(1200 * random.next())]);
    if (tenbin.process.exitCode === null) {
      tenbin.process.kill('SIGKILL');
      report.kills.scheduler += 1;
    }
    await tenbin.exited;
    const made = (await patiently(home, () => listSweeps(home.db))).find(({ id }) => !before.has(id));
    if (made === undefined) continue;
    const { rows } = await patiently(home, () =>
      home.db.pool.query<{ jobs: number }>(
        `select count(*)::int as jobs from queue.job where data ->> 'sweepId' = $1`,
        [String(made.id)],
      ),
    );
    if (made.total !== home.trials || rows[0]?.jobs !== home.trials)
      throw new Error(`sweep ${made.id} is cut`);
    return made.id;
  }
}

interface Shot {
  home: SoakHome;
  crew: Crew;
  requeues: Requeues;
  sweepId: number;
  pick: number;
}

/** Kills a victim where there is one. */
const kill: Record<Exclude<Victim, 'scheduler'>, (shot: Shot) => Promise<boolean>> = {
  async trial({ home, crew, requeues, sweepId, pick }) {
    const running = await runningIn(home, sweepId);
    const run = running[Math.floor(pick * running.length)];
    const pid = run && crew.trialOf(run.id);
    if (!run || !pid) return false;
    requeues.expect(run);
    return killProcess(pid);
  },
  async worker({ home, crew, requeues, sweepId, pick }) {
    const running = await runningIn(home, sweepId);
    const workerId = crew.killWorker(pick);
    for (const run of running) if (run.worker === workerId) requeues.expect(run);
    return true;
  },
  postgres: ({ home }) => killPostgres(home.path),
};

async function runningIn({ db }: SoakHome, sweepId: number) {
  const runs = await listTrials(db, { sweepId }).catch(() => []);
  return runs.filter(({ status }) => status === 'running');
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { times: { type: 'string' }, seed: { type: 'string' } } });
  const report = await soak({
    times: Number(values.times ?? 100),
    seed: Number(values.seed ?? 1),
    log: console.error,
  });
  const sorted = report.requeued.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
  const { requeued: _, ...counts } = report;
  console.log(
    JSON.stringify({ ...counts, requeued: { count: sorted.length, median: at(0.5), longest: at(1) } }),
  );
  process.exitCode = report.different.length === 0 ? 0 : 1;
}
