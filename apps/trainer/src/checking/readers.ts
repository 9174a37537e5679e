import type { Format, Reader } from './source.ts';

/** How each format is read; what it takes is loaded when the first of it is. */
export const readers = {
  histories: async function* (place, reading) {
    const { readHistories } = await import('./histories-file.ts');
    yield* readHistories(place, reading);
  },
  csv: async function* (place, reading) {
    const { readCsvLog } = await import('./csv-log.ts');
    yield* readCsvLog(place, reading);
  },
  tensorboard: async function* (place, reading) {
    const { readTensorBoard } = await import('./tensorboard/log-folder.ts');
    yield* readTensorBoard(place, reading);
  },
  mlflow: async function* (place, reading) {
    if (/^https?:\/\//i.test(place)) {
      const { readServer } = await import('./mlflow/server.ts');
      yield* readServer(place, reading);
    } else {
      const { readFileStore } = await import('./mlflow/file-store.ts');
      yield* readFileStore(place, reading);
    }
  },
} satisfies Record<Format, Reader>;
