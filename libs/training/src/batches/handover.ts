/** Batches at the same time: one trains, one is in the making, two wait for when this machine has no time for a thread. */
export const slots = 4;

/** Words that both threads see. */
const [task, ready, taken, beat, wanted] = [0, 1, 2, 3, 4];
const words = 5;

/** What `task` says when it is no epoch. */
export const idle = 0;
export const closing = -1;
export const failed = -2;

/**
 * The places where the thread that trains and the thread that prepares meet. Both wait without their event loops: the
 * first is blocked by native steps anyway, and what waits for a message would wait for a whole step.
 */
export class Handover {
  /** What makes a handover of the same memory in another thread. */
  readonly memory: SharedArrayBuffer;
  readonly #words: Int32Array;

  constructor(memory = new SharedArrayBuffer(words * Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#words = new Int32Array(memory);
  }

  /** The epoch that is being prepared, or `idle`, `closing` or `failed`. */
  get task(): number {
    return Atomics.load(this.#words, task);
  }

  /** Images and batches prepared so far: stands still when the preparing thread is gone. */
  get beat(): number {
    return Atomics.load(this.#words, beat);
  }

  /** Whether anybody still wants the epoch. */
  get wanted(): boolean {
    return Atomics.load(this.#words, wanted) === 1;
  }

  /** Training side: asks for an epoch, whose order is written. */
  begin(epoch: number): void {
    Atomics.store(this.#words, ready, 0);
    Atomics.store(this.#words, taken, 0);
    Atomics.store(this.#words, wanted, 1);
    this.#set(task, epoch);
  }

  /** Training side: whether batch `step` (from 1) is ready within the time. */
  isReady(step: number, milliseconds: number): boolean {
    const now = Atomics.load(this.#words, ready);
    if (now >= step) return true;
    Atomics.wait(this.#words, ready, now, milliseconds);
    return Atomics.load(this.#words, ready) >= step;
  }

  /** Training side: gives the slot of the oldest batch back. */
  release(): void {
    this.#add(taken);
  }

  /** Training side: the rest of the epoch is not needed. */
  abandon(): void {
    Atomics.store(this.#words, wanted, 0);
    // Wakes the other side, which may wait for a slot; the number means nothing any more.
    this.#add(taken);
  }

  /** Training side: whether the thread is through with its task within the time. */
  isIdle(milliseconds: number): boolean {
    const now = this.task;
    if (now <= idle) return true;
    Atomics.wait(this.#words, task, now, milliseconds);
    return this.task <= idle;
  }

  /** Training side: no epoch comes any more. */
  close(): void {
    this.abandon();
    this.#set(task, closing);
  }

  /** Preparing side: waits for a task other than `idle`. */
  nextTask(): number {
    while (this.task === idle) Atomics.wait(this.#words, task, idle);
    return this.task;
  }

  /** Preparing side: waits until a slot is free for batch `step`; false when nobody wants it. */
  hasSlot(step: number): boolean {
    for (;;) {
      const now = Atomics.load(this.#words, taken);
      if (!this.wanted) return false;
      if (step - now <= slots) return true;
      Atomics.wait(this.#words, taken, now);
    }
  }

  /** Preparing side: an image is done. */
  tick(): void {
    Atomics.add(this.#words, beat, 1);
  }

  /** Preparing side: the next batch is ready. */
  offer(): void {
    this.tick();
    this.#add(ready);
  }

  /** Preparing side: the epoch is prepared, or was abandoned. Unless it is closing by now. */
  finish(epoch: number): void {
    Atomics.compareExchange(this.#words, task, epoch, idle);
    Atomics.notify(this.#words, task);
  }

  /** Preparing side: nothing comes any more; the reason lies in the mailbox. */
  fail(): void {
    this.#set(task, failed);
    // The other side waits for the next batch: this is no batch, and it looks at the task first.
    this.#add(ready);
  }

  #set(word: number, value: number): void {
    Atomics.store(this.#words, word, value);
    Atomics.notify(this.#words, word);
  }

  #add(word: number): void {
    Atomics.add(this.#words, word, 1);
    Atomics.notify(this.#words, word);
  }
}
