import type { Ending } from '../session/run.ts';

/** A run whose process may end before it does. */
export interface Endable {
  /** Records the end at once. */
  endNow(status: Ending, error?: unknown): void;
  /** Brings what was recorded into the system's hands. */
  saveNow(): void;
  /** Tries to deliver it, and gives up after so long. */
  deliver(timeoutMs: number): Promise<void>;
}

/** How long the delivery of last words may hold up a process that was told to end, in milliseconds. */
const lastWordsMs = 2_000;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const runs = new Set<Endable>();

/** Ends the run with its process, however that comes about but by a SIGKILL. @returns what takes it out again */
export function endWithProcess(run: Endable): () => void {
  if (runs.size === 0) listen();
  runs.add(run);
  return () => {
    runs.delete(run);
    if (runs.size === 0) stopListening();
  };
}

function listen(): void {
  for (const signal of signals) process.on(signal, onSignal);
  process.on('uncaughtExceptionMonitor', onException);
  process.on('exit', onExit);
}

function stopListening(): void {
  for (const signal of signals) process.off(signal, onSignal);
  process.off('uncaughtExceptionMonitor', onException);
  process.off('exit', onExit);
}

/** A program with a handler of its own decides itself what the signal means. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  const ending = [...runs];
  for (const run of ending) end(run, 'canceled');
  void Promise.allSettled(ending.map((run) => run.deliver(lastWordsMs))).then(() => {
    // With our listener gone the signal does what it does to every process.
    process.off(signal, onSignal);
    process.kill(process.pid, signal);
  });
}

function onException(error: unknown): void {
  for (const run of runs) end(run, 'failed', error);
}

/** `process.exit()` in the midst of a run, or a program that forgot to end it. */
function onExit(code: number): void {
  for (const run of runs) end(run, code === 0 ? 'finished' : 'failed');
}

function end(run: Endable, status: Ending, error?: unknown): void {
  run.endNow(status, error);
  run.saveNow();
}
