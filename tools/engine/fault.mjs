/** What to do about a failure of the system, by its code. */
const cures = new Map([
  ['ENOSPC', 'free some disk space, or set TENBIN_HOME to a larger disk, and start again'],
  ['EDQUOT', 'your disk quota is used up: free some space and start again'],
  ['EACCES', 'make the folder writable for this user, or set TENBIN_HOME to one that is'],
  ['EROFS', 'the file system is read-only: set TENBIN_HOME to a writable folder'],
]);

/** Why one way to an engine is closed, and what would open it. */
export class EngineFault extends Error {
  /**
   * @param {string} reason what is wrong, as one clause
   * @param {string} [hint] what to do about it
   */
  constructor(reason, hint) {
    super(reason);
    this.name = 'EngineFault';
    this.hint = hint;
  }

  /**
   * The fault that `error` is, or the one that it means: a full disk and a forbidden path are no defects.
   * @param {unknown} error
   * @returns {EngineFault}
   */
  static from(error) {
    if (error instanceof EngineFault) return error;
    if (!(error instanceof Error)) return new EngineFault(String(error));
    return new EngineFault(error.message, 'code' in error ? cures.get(String(error.code)) : undefined);
  }
}
