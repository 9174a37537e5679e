import { totalmem } from 'node:os';

/** Bytes of memory that this process may use: the machine's, or less where its control group has a limit. */
export function memoryBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
