/** How each failure leaves the program: HTTP status, tRPC code, CLI exit status (1 the work failed, 2 bad input). */
export const errorCodes = {
  bad_input: { http: 400, trpc: 'BAD_REQUEST', exit: 2 },
  sweep_invalid: { http: 400, trpc: 'BAD_REQUEST', exit: 2 },
  model_invalid: { http: 400, trpc: 'BAD_REQUEST', exit: 2 },
  checkpoint_invalid: { http: 400, trpc: 'BAD_REQUEST', exit: 1 },
  dataset_missing: { http: 404, trpc: 'NOT_FOUND', exit: 2 },
  dataset_invalid: { http: 400, trpc: 'BAD_REQUEST', exit: 2 },
  history_invalid: { http: 400, trpc: 'BAD_REQUEST', exit: 1 },
  backup_invalid: { http: 400, trpc: 'BAD_REQUEST', exit: 2 },
  not_found: { http: 404, trpc: 'NOT_FOUND', exit: 2 },
  port_in_use: { http: 500, trpc: 'INTERNAL_SERVER_ERROR', exit: 2 },
  memory_short: { http: 400, trpc: 'BAD_REQUEST', exit: 1 },
  run_fenced: { http: 409, trpc: 'CONFLICT', exit: 1 },
  engine_unavailable: { http: 500, trpc: 'INTERNAL_SERVER_ERROR', exit: 1 },
  database_unavailable: { http: 503, trpc: 'SERVICE_UNAVAILABLE', exit: 1 },
  migration_failed: { http: 500, trpc: 'INTERNAL_SERVER_ERROR', exit: 1 },
  disk_full: { http: 507, trpc: 'INTERNAL_SERVER_ERROR', exit: 1 },
  trial_failed: { http: 500, trpc: 'INTERNAL_SERVER_ERROR', exit: 1 },
  trial_crashed: { http: 500, trpc: 'INTERNAL_SERVER_ERROR', exit: 1 },
  interrupted: { http: 499, trpc: 'CLIENT_CLOSED_REQUEST', exit: 130 },
  too_many_requests: { http: 429, trpc: 'TOO_MANY_REQUESTS', exit: 1 },
  unauthorized: { http: 401, trpc: 'UNAUTHORIZED', exit: 1 },
  too_large: { http: 413, trpc: 'PAYLOAD_TOO_LARGE', exit: 1 },
  internal: { http: 500, trpc: 'INTERNAL_SERVER_ERROR', exit: 1 },
} as const;

export type ErrorCode = keyof typeof errorCodes;

export interface AppErrorInit {
  code: ErrorCode;
  /** What was wrong and where: file and line, field, value. */
  message: string;
  /** What to do about it. */
  hint: string;
  cause?: unknown;
}

/** Every failure that a user can meet. Anything else that is thrown is a defect of Tenbin. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor({ code, message, hint, cause }: AppErrorInit) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.hint = hint;
  }

  /** `error` itself when it is an `AppError`, otherwise an `internal` one that keeps it as its cause. */
  static from(error: unknown): AppError {
    if (error instanceof AppError) return error;
    return new AppError({
      code: 'internal',
      message: error instanceof Error ? error.message : String(error),
      hint: 'This is a defect of Tenbin: please report it with the command that you ran.',
      cause: error,
    });
  }
}
