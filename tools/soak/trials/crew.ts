import { trialProcess } from '../../../apps/trainer/fixtures/stack.ts';
import type { Tenbin } from '../../../apps/trainer/fixtures/stack.ts';
import type { SoakHome } from './home.ts';

/** Workers of which a new one comes for each that dies. */
export interface Crew extends AsyncDisposable {
  /** Kills a worker, and gives the id by which its runs know it; null when it has not said one yet. */
  killWorker(pick: number): string | null;
  /** Process of the trial that trains a run; null when no worker has said one. */
  trialOf(runId: number): number | null;
}

export function startCrew(home: SoakHome, size: number): Crew {
  const all: Tenbin[] = [];
  const living: Tenbin[] = [];
  const hire = (): void => {
    const worker = home.tenbin('worker', '--concurrency', '1');
    all.push(worker);
    living.push(worker);
  };
  for (let worker = 0; worker < size; worker += 1) hire();
  return {
    killWorker(pick) {
      const [victim] = living.splice(Math.floor(pick * living.length), 1);
      victim?.process.kill('SIGKILL');
      hire();
      return /worker (\S+) takes/.exec(victim?.stdout ?? '')?.[1] ?? null;
    },
    trialOf(runId) {
      const pids = all.map(({ stdout }) => trialProcess(stdout, runId)).filter((pid) => pid > 0);
      return pids.at(-1) ?? null;
    },
    async [Symbol.asyncDispose]() {
      for (const { process: child } of living) child.kill('SIGTERM');
      await Promise.all(all.map(({ exited }) => exited));
    },
  };
}
