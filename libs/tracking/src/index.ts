export * from './sdk.ts';
export { gitState } from './capture/git-state.ts';
export { openRun } from './node/open-run.ts';
export type { RunOptions } from './node/open-run.ts';
export type { RunLogger } from './writer-log.ts';
export { recoverSpool } from './node/recover-spool.ts';
export type { RecoverOptions } from './node/recover-spool.ts';
export { listSpools, spoolPath } from './node/spool.ts';
