import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { ReactNode } from 'react';
import { appRouter } from './router.ts';
import { startCursor } from './start-cursor.ts';

/** A page does not wait longer than this for what it can ask for itself, in milliseconds. */
const patienceMs = 500;

interface PrefetchedProps {
  /** Reads what the page begins with. */
  read: (queries: Queries) => Promise<unknown>;
  children: ReactNode;
}

type Queries = ReturnType<typeof queriesOf>;

/**
 * Sends what a page would ask for first along with the page. What cannot be read in time is left to the browser, which then
 * tells why. It is read after the cursor of the page, so that no change between the two is missed.
 */
export async function Prefetched({ read, children }: PrefetchedProps) {
  const client = new QueryClient();
  await startCursor();
  const late = new Promise((done) => setTimeout(done, patienceMs));
  await Promise.race([read(queriesOf(client)), late]);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}

function queriesOf(queryClient: QueryClient) {
  return { queryClient, trpc: createTRPCOptionsProxy({ router: appRouter, ctx: {}, queryClient }) };
}
