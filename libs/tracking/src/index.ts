export { openRun } from './open-run.ts';
export type { RunLogger, RunOptions } from './open-run.ts';
export { recoverSpool } from './recover-spool.ts';
export type { RecoverOptions } from './recover-spool.ts';
export { listSpools, spoolPath } from './spool.ts';
export type { SpoolId } from './spool.ts';
