import type { Run, Values } from './session/run.ts';

/** What tfjs hands to callbacks; its own names are `acc` and `val_acc` where Keras has `accuracy` and `val_accuracy`. */
type Logs = Readonly<Record<string, unknown>>;

/** What tfjs calls while it trains. */
export interface ModelCallback {
  onEpochEnd(epoch: number, logs?: Logs): Promise<void>;
  onBatchEnd(batch: number, logs?: Logs): Promise<void>;
  onTrainEnd(): Promise<void>;
}

export interface CallbackOptions {
  /** Whether every batch is logged too, as `batch/loss` and so on; by default only epochs are. */
  batches?: boolean;
}

const kerasNames = new Map([
  ['acc', 'accuracy'],
  ['val_acc', 'val_accuracy'],
]);

/**
 * Logs what `model.fit` of tfjs says of each epoch:
 * `await model.fit(x, y, { epochs: 30, callbacks: tenbinCallback(run) })`.
 */
export function tenbinCallback(run: Run, { batches = false }: CallbackOptions = {}): ModelCallback {
  const first = run.step;
  let batch = 0;
  return {
    async onEpochEnd(epoch, logs = {}) {
      run.log(named(logs, ''), { step: first + epoch + 1 });
    },
    async onBatchEnd(_, logs = {}) {
      batch += 1;
      const { batch: _number, size: _size, ...values } = logs;
      if (batches) run.logApart(named(values, 'batch/'), batch);
    },
    async onTrainEnd() {
      await run.flush({ timeoutMs: 5000 });
    },
  };
}

/** Logs each of what a loop yields, and passes it on: `for await (const epoch of logged(run, train())) …`. */
export async function* logged<Epoch extends Values>(
  run: Run,
  epochs: Iterable<Epoch> | AsyncIterable<Epoch>,
): AsyncGenerator<Epoch, void, void> {
  for await (const epoch of epochs) {
    run.log(epoch);
    yield epoch;
  }
}

function named(logs: Logs, prefix: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(logs).map(([name, value]) => [prefix + (kerasNames.get(name) ?? name), value]),
  );
}
