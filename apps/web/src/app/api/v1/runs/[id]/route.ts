import type { RunHandle } from '@tenbin/contracts';
import { findRun } from '@tenbin/db';
import { openDoor, preflight } from '../../../../../server/door/open-door.ts';

export const dynamic = 'force-dynamic';

export function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return openDoor(request, async (database) => {
    const run = await findRun(database, (await params).id);
    const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
    const scheme = request.headers.get('x-forwarded-proto') ?? 'http';
    const handle: RunHandle = { ...run, url: `${scheme}://${host ?? 'localhost'}/runs/${String(run.id)}` };
    return Response.json(handle);
  });
}

export { preflight as OPTIONS };
