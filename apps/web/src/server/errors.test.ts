import { AppError, errorCodes } from '@tenbin/contracts';
import type { ErrorCode } from '@tenbin/contracts';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { factsOf, toTrpcError } from './errors.ts';

const codes = Object.keys(errorCodes).filter((code): code is ErrorCode => code in errorCodes);

describe('an error on its way to the browser', () => {
  it.each(codes)('of the code %s keeps code, message and hint', (code) => {
    const error = toTrpcError(new AppError({ code, message: 'what', hint: 'what to do' }));
    expect(error.code).toBe(errorCodes[code].trpc);
    expect(error.message).toBe('what');
    expect(factsOf(error)).toEqual({ code, hint: 'what to do' });
  });

  it('says by its HTTP status that the database is away', () => {
    const error = new AppError({ code: 'database_unavailable', message: 'Postgres is away', hint: 'wait' });
    expect(getHTTPStatusCodeFromError(toTrpcError(error))).toBe(503);
  });

  it('is found when tRPC has wrapped it', () => {
    const cause = new AppError({ code: 'not_found', message: 'no run 7', hint: 'look at the list' });
    const wrapped = new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: cause.message, cause });
    expect(toTrpcError(wrapped).code).toBe('NOT_FOUND');
  });

  it('is known when another bundle of the server threw it', () => {
    const { database_unavailable: row } = errorCodes;
    const foreign = Object.assign(new Error('away'), {
      name: 'AppError',
      code: 'database_unavailable',
      hint: 'wait',
    });
    expect(toTrpcError(foreign).code).toBe(row.trpc);
    expect(factsOf(toTrpcError(foreign)).hint).toBe('wait');
  });

  it('about a wrong question names the field', () => {
    const { error: cause } = z.object({ id: z.int() }).safeParse({ id: 'x' });
    const error = new TRPCError({ code: 'BAD_REQUEST', cause });
    expect(factsOf(error).code).toBe('bad_input');
    expect(toTrpcError(error).message).toContain('id');
  });

  it('that nobody expected is a defect of ours', () => {
    expect(factsOf(toTrpcError(new TypeError('x is undefined'))).code).toBe('internal');
  });
});
