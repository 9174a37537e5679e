import { AppError, errorCodes } from '@tenbin/contracts';
import type { Database } from '@tenbin/db';
import { connection } from '../database.ts';
import { readEnv } from '../env.ts';
import { isAppError } from '../errors.ts';
import { authorize } from './authorize.ts';

/**
 * Answers a program on another machine: only with a key, and every failure as JSON, `{ error: { code, message, hint } }`.
 */
export async function openDoor(
  request: Request,
  answer: (database: Database) => Promise<Response>,
): Promise<Response> {
  const response = await answered(request, answer);
  for (const [name, value] of Object.entries(sharing(request))) response.headers.set(name, value);
  return response;
}

/** What a browser asks before it lets a page of another origin through. */
export function preflight(request: Request): Response {
  return new Response(null, { status: 204, headers: sharing(request) });
}

async function answered(
  request: Request,
  answer: (database: Database) => Promise<Response>,
): Promise<Response> {
  try {
    const { database } = await connection();
    await authorize(database, request);
    return await answer(database);
  } catch (error) {
    return refusal(error);
  }
}

export function refusal(error: unknown): Response {
  const { code, message, hint, cause } = isAppError(error) ? error : AppError.from(error);
  const headers = code === 'too_many_requests' ? { 'retry-after': String(cause) } : undefined;
  return Response.json(
    { error: { code, message, hint } },
    { status: errorCodes[code].http, ...(headers === undefined ? {} : { headers }) },
  );
}

/** Lets pages of the origins in TENBIN_ALLOWED_ORIGINS log runs from the browser. */
function sharing(request: Request): Record<string, string> {
  const origin = request.headers.get('origin');
  if (origin === null || !readEnv().TENBIN_ALLOWED_ORIGINS.includes(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, PUT, OPTIONS',
    'access-control-allow-headers': 'authorization, content-type, content-encoding',
    'access-control-max-age': '600',
    vary: 'origin',
  };
}
