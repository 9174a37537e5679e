import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { appRouter } from '../../../../server/router.ts';

export const dynamic = 'force-dynamic';

function handle(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    // Lists of run ids do not fit an address: the browser sends its queries as POST.
    allowMethodOverride: true,
  });
}

export { handle as GET, handle as POST };
