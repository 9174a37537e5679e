import { readFileOf } from '@tenbin/artifacts';
import { connection } from '../../../../../server/database.ts';
import { fileOfArtifact } from '../../../../../server/artifact-files.ts';
import { blobStore } from '../../../../../server/door/blobs.ts';
import { refusal } from '../../../../../server/door/open-door.ts';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ id: string; path: string[] }>;
}

/** One file of an artifact, as a download. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    const { database } = await connection();
    const { id, path } = await params;
    const file = await fileOfArtifact(database, id, path.map(decodeURIComponent).join('/'));
    const pieces = readFileOf(await blobStore(), file);
    const name = file.path.split('/').at(-1) ?? 'file';
    return new Response(streamOf(pieces), {
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(file.bytes),
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (error) {
    return refusal(error);
  }
}

/** One piece is read when the one before is on its way. */
function streamOf(pieces: AsyncGenerator<Uint8Array, void>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
