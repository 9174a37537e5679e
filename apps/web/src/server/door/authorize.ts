import { AppError } from '@tenbin/contracts';
import { checkApiKey } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { countRequest, countStranger } from './rates.ts';

/** How long a key that opened opens without a look, in milliseconds: so late a revoked one is shut out. */
const rememberMs = 3_000;

const known = new Map<string, { id: number; until: number }>();

/**
 * Lets a request in that shows a key that opens and has not come too often.
 * @throws AppError `unauthorized`, `too_many_requests`
 */
export async function authorize(database: Database, request: Request): Promise<void> {
  const key = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const id = key === undefined ? null : await idOf(database, key);
  if (id === null) {
    await countStranger(request.headers.get('x-forwarded-for') ?? 'somebody');
    throw shutOut(key === undefined);
  }
  await countRequest(id, Number(request.headers.get('content-length') ?? 0));
}

async function idOf(database: Database, key: string): Promise<number | null> {
  const now = performance.now();
  const remembered = known.get(key);
  if (remembered && remembered.until > now) return remembered.id;
  known.delete(key);
  const found = await checkApiKey(database, key);
  if (found === null) return null;
  if (known.size > 1000) known.clear();
  known.set(key, { id: found.id, until: now + rememberMs });
  return found.id;
}

function shutOut(without: boolean): AppError {
  return new AppError({
    code: 'unauthorized',
    message: without
      ? 'This needs a key, and there is none.'
      : 'The key does not open: it is wrong, or was revoked.',
    hint: 'Make one where Tenbin runs: `tenbin key create NAME`, and put it into TENBIN_API_KEY.',
  });
}
