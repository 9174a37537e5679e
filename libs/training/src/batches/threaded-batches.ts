import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { AppError } from '@tenbin/contracts';
import type { Batch } from '../step/train-step.ts';
import type { BatchSource } from './batch-source.ts';
import { closing, failed, Handover, idle, slots } from './handover.ts';
import type { Ingredients } from './prepare.ts';
import { firstOf, roomFor } from './room.ts';
import { threadFailure } from './thread-input.ts';
import type { ThreadInput } from './thread-input.ts';

/** A thread that has prepared no image for so long is gone: even its start takes no tenth of this. */
const patience = 60_000;

/** Batches that a thread of their own prepares while the one before them is used. */
export function threadedBatches(given: Ingredients, batchSize: number): BatchSource {
  return new ThreadedBatches(given, batchSize);
}

class ThreadedBatches implements BatchSource {
  readonly #input: ThreadInput;
  readonly #handover = new Handover();
  readonly #inbox: MessagePort;
  readonly #worker: Worker;
  readonly #exit: Promise<void>;
  #failure: AppError | null = null;

  constructor(given: Ingredients, batchSize: number) {
    const { port1, port2 } = new MessageChannel();
    const count = given.labels.length;
    const room = () => roomFor(given, Math.min(batchSize, count));
    this.#inbox = port1;
    this.#input = {
      ingredients: { ...given, images: shared(given.images) },
      batchSize,
      rooms: Array.from({ length: slots }, room),
      order: new Int32Array(new SharedArrayBuffer((1 + count) * Int32Array.BYTES_PER_ELEMENT)),
      handover: this.#handover.memory,
      mailbox: port2,
    };
    this.#worker = new Worker(new URL('./prepare-thread.ts', import.meta.url), {
      name: 'tenbin-batches',
      workerData: this.#input,
      transferList: [port2],
    });
    // What the thread could not catch itself, such as memory that ran out.
    this.#worker.on('error', (error) => (this.#failure ??= AppError.from(error)));
    this.#exit = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
    // It works for this thread only: it must not keep a process alive that has nothing else to do.
    this.#worker.unref();
  }

  *epoch(epoch: number, places: ArrayLike<number>): Generator<Batch, void> {
    const { ingredients, batchSize, rooms, order } = this.#input;
    if (this.#handover.task > idle) throw new RangeError('an epoch of these batches is still running');
    if (this.#handover.task === closing) throw new RangeError('these batches are closed');
    if (epoch < 1 || places.length >= order.length)
      throw new RangeError(`epoch ${epoch} of ${places.length} of ${order.length - 1} images`);
    order[0] = places.length;
    order.set(places, 1);
    this.#throwFailure();
    this.#handover.begin(epoch);
    try {
      for (let from = 0, step = 1; from < places.length; from += batchSize, step += 1) {
        this.#await((milliseconds) => this.#handover.isReady(step, milliseconds));
        const room = rooms[step % slots];
        if (room !== undefined) yield firstOf(room, ingredients, Math.min(batchSize, places.length - from));
        this.#handover.release();
      }
    } finally {
      this.#handover.abandon();
      if (this.#failure === null) this.#await((milliseconds) => this.#handover.isIdle(milliseconds));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#handover.close();
    this.#worker.ref();
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, 5000);
    await Promise.race([this.#exit, promise]);
    clearTimeout(timer);
    await this.#worker.terminate();
    this.#inbox.close();
  }

  /** Waits for `happens` as long as the thread shows that it works. */
  #await(happens: (milliseconds: number) => boolean): void {
    let beat = this.#handover.beat;
    let since = performance.now();
    while (!happens(1000)) {
      this.#throwFailure();
      if (this.#handover.beat !== beat) [beat, since] = [this.#handover.beat, performance.now()];
      if (performance.now() - since > patience) throw this.#silent();
    }
    this.#throwFailure();
  }

  #throwFailure(): void {
    if (this.#handover.task === failed) this.#failure ??= received(this.#inbox);
    if (this.#failure !== null) throw this.#failure;
  }

  #silent(): AppError {
    this.#failure = AppError.from(
      new Error(`the thread that prepares batches said nothing for ${patience / 1000} s`),
    );
    return this.#failure;
  }
}

/** The error that ended the thread, from its mailbox. */
function received(inbox: MessagePort): AppError {
  const posted = threadFailure.safeParse(receiveMessageOnPort(inbox)?.message);
  if (posted.success) return new AppError(posted.data);
  return AppError.from(new Error('the thread that prepares batches ended without a reason'));
}

/** The images in memory that threads share: as they are when they lie in such memory, else as a copy. */
function shared(images: Uint8Array): Uint8Array {
  if (images.buffer instanceof SharedArrayBuffer) return images;
  const copy = new Uint8Array(new SharedArrayBuffer(images.length));
  copy.set(images);
  return copy;
}
