import { AppError } from '@tenbin/contracts';
import type { ErrorCode, Writer } from '@tenbin/contracts';

/** What a sink says when it will never take a record of this writer again. */
const refusals: readonly ErrorCode[] = ['run_fenced', 'not_found', 'bad_input', 'unauthorized'];

/** Of those, what tells that nobody will ever want the records: an attempt that was replaced, a run that was deleted. */
const unwanted: readonly ErrorCode[] = ['run_fenced', 'not_found'];

export function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && refusals.includes(error.code);
}

export function isUnwanted(error: unknown): boolean {
  return error instanceof AppError && unwanted.includes(error.code);
}

/** How a writer is called in what is said to people. */
export function nameOf(writer: Writer): string {
  return `run ${'runId' in writer ? writer.runId : writer.run}`;
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // What `fetch` throws says only that it failed; why is its cause.
  const { cause } = error;
  return cause instanceof Error && !(error instanceof AppError)
    ? `${error.message} (${cause.message})`
    : error.message;
}
