import { AppError } from '@tenbin/contracts';
import { refusal } from '../../../../server/door/open-door.ts';

export const dynamic = 'force-dynamic';

function nowhere(request: Request): Response {
  const { pathname } = new URL(request.url);
  const message = `There is nothing at ${request.method} ${pathname}.`;
  return refusal(new AppError({ code: 'not_found', message, hint: 'docs/http-api.md lists what there is.' }));
}

export { nowhere as DELETE, nowhere as GET, nowhere as PATCH, nowhere as POST, nowhere as PUT };
