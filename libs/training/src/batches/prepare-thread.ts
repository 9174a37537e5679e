import { workerData } from 'node:worker_threads';
import { AppError } from '@tenbin/contracts';
import { closing, Handover, slots } from './handover.ts';
import { preparer } from './prepare.ts';
import { firstOf } from './room.ts';
import { threadInput } from './thread-input.ts';

const input = threadInput.parse(workerData);
const handover = new Handover(input.handover);
try {
  serve();
} catch (error) {
  const { code, message, hint } = AppError.from(error);
  input.mailbox.postMessage({ code, message, hint }, []);
  handover.fail();
}
input.mailbox.close();

/** Prepares epoch after epoch until the other side closes. */
function serve(): void {
  const { ingredients, batchSize, rooms, order } = input;
  const prepare = preparer(ingredients, () => {
    handover.tick();
    return handover.wanted;
  });
  for (let epoch = handover.nextTask(); epoch !== closing; epoch = handover.nextTask()) {
    const count = order[0] ?? 0;
    const places = order.subarray(1, 1 + count);
    for (let from = 0, step = 1; from < count && handover.hasSlot(step); from += batchSize, step += 1) {
      const chosen = places.subarray(from, from + batchSize);
      const room = rooms[step % slots];
      if (room === undefined) throw new RangeError(`batch ${step} has no slot`);
      prepare({ epoch, step, places: chosen }, firstOf(room, ingredients, chosen.length));
      handover.offer();
    }
    handover.finish(epoch);
  }
}
