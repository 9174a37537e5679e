import { findPicture } from '@tenbin/db';
import { connection } from '../../../../server/database.ts';
import { blobStore } from '../../../../server/door/blobs.ts';
import { refusal } from '../../../../server/door/open-door.ts';

export const dynamic = 'force-dynamic';

/** A picture that a run logged, for the dashboard: under its hash it never changes. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ hash: string }> },
): Promise<Response> {
  try {
    const { database } = await connection();
    const { hash } = await params;
    const { mime } = await findPicture(database, hash);
    const content = await (await blobStore()).get(hash);
    return new Response(new Uint8Array(content), {
      headers: {
        'content-type': mime,
        'cache-control': 'private, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'",
      },
    });
  } catch (error) {
    return refusal(error);
  }
}
