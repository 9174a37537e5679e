import { tracked } from '@trpc/server';
import { z } from 'zod';
import { toTrpcError } from '../errors.ts';
import { procedure, router } from '../trpc.ts';

export const liveRouter = router({
  /**
   * Every change of a run and every new point. The id of an event is the cursor behind it, so a browser that
   * comes back with its last one misses nothing; without one it starts from now.
   */
  changes: procedure.input(z.object({ lastEventId: z.string().default('') })).subscription(async function* ({
    ctx,
    input,
    signal = AbortSignal.any([]),
  }) {
    try {
      for await (const { cursor, ...update } of ctx.feed.since(input.lastEventId, signal)) {
        yield tracked(cursor, update);
      }
    } catch (error) {
      throw toTrpcError(error);
    }
  }),
});
