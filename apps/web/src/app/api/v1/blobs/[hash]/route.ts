import { blobStore } from '../../../../../server/door/blobs.ts';
import { openDoor, preflight } from '../../../../../server/door/open-door.ts';
import { readBody } from '../../../../../server/door/read-body.ts';

export const dynamic = 'force-dynamic';

/** A chunk has at most 4 MiB, a manifest of very many files may have more. */
const limits = { packed: 32 * 2 ** 20, plain: 32 * 2 ** 20 };

interface Context {
  params: Promise<{ hash: string }>;
}

export function PUT(request: Request, { params }: Context): Promise<Response> {
  return openDoor(request, async () => {
    await (await blobStore()).put((await params).hash, await readBody(request, limits));
    return new Response(null, { status: 204 });
  });
}

export function GET(request: Request, { params }: Context): Promise<Response> {
  return openDoor(request, async () => {
    const content = await (await blobStore()).get((await params).hash);
    return new Response(new Uint8Array(content), { headers: { 'content-type': 'application/octet-stream' } });
  });
}

export { preflight as OPTIONS };
