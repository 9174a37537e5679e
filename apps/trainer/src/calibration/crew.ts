import { join } from 'node:path';
import { startChild } from '../processes/child.ts';
import type { Child } from '../processes/child.ts';
import { threadsHere, trialEnvironment } from '../worker/machine.ts';
import type { Machine } from '../worker/machine.ts';
import type { Division } from './division.ts';
import { probeAnswer } from './probe-messages.ts';
import type { ProbeAnswer, ProbeRequest } from './probe-messages.ts';

export interface CrewRequest {
  division: Division;
  machine: Machine;
  home: string;
  /** Environment to hand to the processes, as a trial gets it. */
  environment: NodeJS.ProcessEnv;
  /** Ends the crew at once; what waits for it then fails. */
  signal: AbortSignal;
}

/** The processes of one division, ready to train at the same time. */
export interface Crew extends AsyncDisposable {
  /**
   * Trains in every process at once, that long.
   * @returns images a second of all of them together
   * @throws Error when one of them ended
   */
  measure(milliseconds: number): Promise<number>;
}

/** @throws Error when a process does not come up */
export async function openCrew({ division, machine, home, environment, signal }: CrewRequest): Promise<Crew> {
  const shared = trialEnvironment(environment, threadsHere(environment, machine, division.processes));
  const members = await Promise.all(
    Array.from({ length: division.processes }, () => startMember(home, shared, signal)),
  );
  const close = async () => void (await Promise.all(members.map((member) => member.close())));
  try {
    await Promise.all(members.map((member) => member.ready));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async measure(milliseconds) {
      const rates = await Promise.all(members.map((member) => member.measure(milliseconds)));
      return rates.reduce((sum, rate) => sum + rate, 0);
    },
    [Symbol.asyncDispose]: close,
  };
}

async function startMember(home: string, environment: NodeJS.ProcessEnv, signal: AbortSignal) {
  let answer = Promise.withResolvers<ProbeAnswer>();
  const child: Child = await startChild({
    script: join(import.meta.dirname, 'probe-process.ts'),
    arguments: [home],
    environment,
    log: () => undefined,
    onMessage: (raw) => answer.resolve(probeAnswer.parse(raw)),
  });
  signal.addEventListener('abort', child.kill, { once: true });
  if (signal.aborted) child.kill();
  const ended = child.exited.then(({ lastWords }) => {
    throw new Error(`a process that measures ended: ${lastWords.at(-1) ?? 'it said nothing'}`);
  });
  // Its failure is met by whoever waits for an answer; after the last one nobody does.
  ended.catch(() => {});
  return {
    ready: Promise.race([answer.promise, ended]),
    async measure(milliseconds: number): Promise<number> {
      answer = Promise.withResolvers();
      child.send({ milliseconds } satisfies ProbeRequest);
      const told = await Promise.race([answer.promise, ended]);
      return told.type === 'measured' ? told.imagesPerSecond : 0;
    },
    async close() {
      signal.removeEventListener('abort', child.kill);
      child.kill();
      await child.exited;
    },
  };
}
