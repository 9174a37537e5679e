// What the package is for those who install it; index.ts adds what only Tenbin itself needs.
export { startRun, withRun, remoteFrom, spoolFolder } from './node/start-run.ts';
export type { NodeRunOptions, RunPlace } from './node/start-run.ts';
export type { Ending, Run, StartRunOptions, Values } from './session/run.ts';
export type { FileContents, Pixels } from './session/files.ts';
export { logged, tenbinCallback } from './callbacks.ts';
export type { CallbackOptions, ModelCallback } from './callbacks.ts';
export { syncSpools } from './node/sync-spools.ts';
export type { Synced, SyncOptions } from './node/sync-spools.ts';
export { httpRemote } from './http-sink.ts';
export type { Remote } from './http-sink.ts';
export { AppError } from '@tenbin/contracts';
