export { bootstrap } from './bootstrap.ts';
export type { BootstrapRequest } from './bootstrap.ts';
export { meanInterval } from './mean-interval.ts';
export { meanStd } from './mean-std.ts';
export { pairedChange } from './paired-change.ts';
export { median, quantile } from './quantile.ts';
export { studentQuantile, studentTail } from './student.ts';
export { wilson } from './wilson.ts';
