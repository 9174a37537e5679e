import type { ErrorCode } from '@tenbin/contracts';
import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from '../server/router.ts';

/** A failure as the pages show it: what failed and why, what to do, and a code to search for. */
export interface Failure {
  code: ErrorCode | 'server_unreachable';
  message: string;
  hint: string;
}

const unreachable: Failure = {
  code: 'server_unreachable',
  message: 'The Tenbin server does not answer.',
  hint: 'See whether `npm start` still runs in its terminal. The page comes back by itself when it does.',
};

/** What to tell about an error that a query ended with. */
export function failureOf(error: unknown): Failure {
  if (!isTrpcError(error)) {
    const message = error instanceof Error ? error.message : String(error);
    return { code: 'internal', message, hint: 'Reload the page; if it comes back, please report it.' };
  }
  const facts = error.data;
  return facts ? { code: facts.code, message: error.message, hint: facts.hint } : unreachable;
}

/** Whether asking again can help: not when the server knows that the question was wrong. */
export function isPassing(error: unknown): boolean {
  const { code } = failureOf(error);
  return code !== 'not_found' && code !== 'bad_input';
}

function isTrpcError(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}
