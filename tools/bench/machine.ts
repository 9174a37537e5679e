import { availableParallelism, cpus } from 'node:os';

/** Threads of every contender that has the machine for itself: no more than it has. */
export const threads = Math.min(2, availableParallelism());

/** What the figures were taken on. */
export function machineInWords(): string {
  return `on ${availableParallelism()} cores of ${cpus()[0]?.model.trim() ?? 'an unknown processor'}, Node ${process.version}`;
}
