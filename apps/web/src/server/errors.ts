import { AppError, errorCodes } from '@tenbin/contracts';
import type { ErrorCode } from '@tenbin/contracts';
import { TRPCError } from '@trpc/server';
import { ZodError, prettifyError } from 'zod';

/** What the browser is told about a failure besides its message. */
export interface ErrorFacts {
  code: ErrorCode;
  hint: string;
}

/** `error` as tRPC sends it: an AppError by the one table of codes, anything else as a defect of ours. */
export function toTrpcError(error: unknown): TRPCError {
  const known = appErrorOf(error);
  return new TRPCError({ code: errorCodes[known.code].trpc, message: known.message, cause: known });
}

/** Code and hint of what tRPC caught. */
export function factsOf(error: TRPCError): ErrorFacts {
  const { code, hint } = appErrorOf(error);
  return { code, hint };
}

/**
 * Whether it is one of ours. Next bundles pages and handlers apart, and the connection that they share was
 * opened by one of them: an error of it may be of the other's copy of the class.
 */
export function isAppError(error: unknown): error is AppError {
  if (error instanceof AppError) return true;
  return error instanceof Error && error.name === 'AppError' && 'code' in error && isCode(error.code);
}

function isCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && code in errorCodes;
}

function appErrorOf(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (error instanceof TRPCError) return appErrorOfTrpc(error);
  return AppError.from(error);
}

function appErrorOfTrpc(error: TRPCError): AppError {
  if (isAppError(error.cause)) return error.cause;
  if (error.code === 'BAD_REQUEST') {
    const message = error.cause instanceof ZodError ? prettifyError(error.cause) : error.message;
    return new AppError({ code: 'bad_input', message, hint: 'Check the address of the page.', cause: error });
  }
  if (error.code === 'NOT_FOUND') {
    const hint = 'Reload the page: its server has been updated.';
    return new AppError({ code: 'not_found', message: error.message, hint, cause: error });
  }
  return AppError.from(error.cause ?? error);
}
