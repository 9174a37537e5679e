import { engineName } from '../worker/engine-name.ts';
import { defaultConcurrency } from '../worker/machine.ts';
import type { Machine } from '../worker/machine.ts';
import { divisionsOf, fastestOf, inWords } from './division.ts';
import type { MeasuredDivision } from './division.ts';
import { keep, readKept } from './kept-measurements.ts';
import { measureDivisions } from './measure-divisions.ts';

export interface ConcurrencyRequest {
  home: string;
  machine: Machine;
  /** Environment that trials inherit. */
  environment: NodeJS.ProcessEnv;
  stop: AbortSignal;
  /** The longest that a measurement takes, in milliseconds: a first start is longer by no more. */
  limitMs?: number;
  log: (line: string) => void;
}

/**
 * How many trials at the same time train the most images a second on this machine. Measured once for an engine and a
 * machine, for a few seconds, while nothing else of the worker runs; then kept in Tenbin's home. The portable engine
 * has one thread whatever it is given, and an engine that no installer knows could not be told from the next: for
 * both it is one trial a core, unmeasured.
 */
export async function chooseConcurrency(request: ConcurrencyRequest): Promise<number> {
  const { home, machine, stop, log, limitMs = 8_000 } = request;
  const divisions = divisionsOf(machine);
  const engine = await engineName(home);
  if (divisions.length === 1 || engine === 'cpu' || engine === 'unknown') return defaultConcurrency(machine);
  const { cores, processor } = machine;
  const subject = { engine, cores, processor };
  const kept = await readKept(home, subject, divisions);
  const measured = kept ?? (await measureDivisions({ ...request, limitMs, divisions }));
  const best = fastestOf(measured ?? []);
  if (measured === null || best === undefined) {
    if (!stop.aborted) log('trials side by side could not be measured: taking one a core');
    return defaultConcurrency(machine);
  }
  if (kept === null) {
    await keep(home, subject, measured).catch((error: unknown) =>
      log(`the measurement of trials side by side is not kept: ${String(error)}`),
    );
  }
  log(words(measured, best, kept === null ? 'measured now' : 'measured at an earlier start'));
  return best.processes;
}

function words(measured: MeasuredDivision[], { processes, threads }: MeasuredDivision, when: string): string {
  const found = measured.map(inWords).join(', ');
  return `trials side by side, ${when} with vgg-small: ${found}; taking ${processes} with ${threads === 1 ? '1 thread' : `${threads} threads`} each`;
}
