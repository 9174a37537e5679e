/** A failure that the person at the terminal can act on: what went wrong, and what to do. */
export class Failure extends Error {
  /** @param {{ message: string, hint: string, cause?: unknown }} init */
  constructor({ message, hint, cause }) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Failure';
    this.hint = hint;
  }
}

/** The work was stopped by a signal; nothing is wrong. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`stopped by ${signal}`);
    this.name = 'Interrupted';
    this.signal = signal;
  }
}

/**
 * The `code` of a Node system error (`ENOSPC`, `EACCES`, …), or `''`.
 * @param {unknown} error
 */
export function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
