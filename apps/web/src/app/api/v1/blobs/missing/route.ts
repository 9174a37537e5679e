import { AppError } from '@tenbin/contracts';
import { blobStore, hashesAsked } from '../../../../../server/door/blobs.ts';
import { openDoor, preflight } from '../../../../../server/door/open-door.ts';
import { parseJson, readJsonText } from '../../../../../server/door/read-body.ts';

export const dynamic = 'force-dynamic';

const limits = { packed: 2 ** 20, plain: 2 ** 20 };

export function POST(request: Request): Promise<Response> {
  return openDoor(request, async () => {
    const asked = hashesAsked.safeParse(parseJson(await readJsonText(request, limits)));
    if (!asked.success) {
      throw new AppError({
        code: 'bad_input',
        message: 'The body is no list of hashes.',
        hint: 'Send { "hashes": […] } with at most 1,000 of SHA-256 in hexadecimal.',
      });
    }
    return Response.json({ missing: await (await blobStore()).missing(asked.data.hashes) });
  });
}

export { preflight as OPTIONS };
