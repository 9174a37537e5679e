import { Interrupted } from './failure.mjs';

/**
 * Waits for all. When one fails, the others are stopped, and its error is the one thrown.
 * @template {unknown[]} T
 * @param {import('./processes.mjs').Processes} processes
 * @param {{ [K in keyof T]: Promise<T[K]> }} works
 * @returns {Promise<T>}
 */
export async function together(processes, works) {
  /** @type {unknown[]} */
  const errors = [];
  for (const work of works)
    work.catch((error) => {
      errors.push(error);
      return processes.stop('SIGTERM');
    });
  await Promise.allSettled(works);
  if (errors.length > 0) throw errors.find((error) => !(error instanceof Interrupted)) ?? errors[0];
  return Promise.all(works);
}
