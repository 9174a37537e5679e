import { initTRPC } from '@trpc/server';
import { transformer } from '../trpc/transformer.ts';
import { connection } from './database.ts';
import { factsOf, toTrpcError } from './errors.ts';

/** Seconds between two signs of life on a subscription; a browser that hears none for 2.5 of them reconnects. */
const pingMs = 6_000;

const t = initTRPC.create({
  transformer,
  errorFormatter: ({ shape: { message, code, data }, error }) => ({
    message,
    code,
    data: { httpStatus: data.httpStatus, path: data.path, ...factsOf(error) },
  }),
  sse: {
    ping: { enabled: true, intervalMs: pingMs },
    client: { reconnectAfterInactivityMs: 2.5 * pingMs },
  },
});

export const router = t.router;
export const createCaller = t.createCallerFactory;

/** A procedure that has the database at hand, and whose failures leave by the one table. */
export const procedure = t.procedure.use(async ({ next }) => {
  const ctx = await connection().catch((error: unknown) => {
    throw toTrpcError(error);
  });
  const result = await next({ ctx });
  if (!result.ok) throw toTrpcError(result.error);
  return result;
});
