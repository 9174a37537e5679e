import { defaultConcurrency, threadsOf } from '../worker/machine.ts';
import type { Machine } from '../worker/machine.ts';

/** A way to share a machine among trials that run at the same time. */
export interface Division {
  processes: number;
  /** Of each process. */
  threads: number;
}

export interface MeasuredDivision extends Division {
  /** Of all its processes together; 0 when they did not run. */
  imagesPerSecond: number;
}

/** The divisions worth measuring: one trial with every core, half as many as cores, one a core; as far as memory goes. */
export function divisionsOf(machine: Pick<Machine, 'cores' | 'memory'>): Division[] {
  const most = defaultConcurrency(machine);
  const counts = new Set(
    [1, Math.floor(machine.cores / 2), machine.cores].map((count) => clamp(count, most)),
  );
  return Array.from(counts, (processes) => ({ processes, threads: threadsOf(machine, processes) }));
}

/** The division that trains the most; of equals the one with fewer processes, which takes less memory. */
export function fastestOf(measured: readonly MeasuredDivision[]): MeasuredDivision | undefined {
  return measured
    .filter(({ imagesPerSecond }) => imagesPerSecond > 0)
    .toSorted((a, b) => b.imagesPerSecond - a.imagesPerSecond || a.processes - b.processes)[0];
}

/** "2 × 1 thread 1315 images/s" */
export function inWords({ processes, threads, imagesPerSecond }: MeasuredDivision): string {
  return `${processes} × ${threads} ${threads === 1 ? 'thread' : 'threads'} ${Math.round(imagesPerSecond)} images/s`;
}

function clamp(count: number, most: number): number {
  return Math.max(1, Math.min(count, most));
}
